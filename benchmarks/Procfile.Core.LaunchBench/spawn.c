/* The limit: starts /bin/true as the launcher does (new session, signals reset, one pipe) and waits for its end.
   spawn COUNT PARALLEL prints microseconds for each. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "start.h"

static void once(void) {
  char *words[] = {"/bin/true", NULL}, byte;
  int ends[2];
  if (pipe2(ends, O_CLOEXEC)) exit(1);
  pid_t id = start(words, ends[1]);
  close(ends[1]);
  while (read(ends[0], &byte, 1) > 0) { }
  close(ends[0]);
  waitpid(id, NULL, 0);
}

static void *repeat(void *count) {
  for (long i = 0; i < (long)count; i++) once();
  return NULL;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  long count = atol(argv[1]), parallel = atol(argv[2]);
  pthread_t threads[64];
  struct timespec before, after;
  repeat((void *)20);
  clock_gettime(CLOCK_MONOTONIC, &before);
  for (long i = 0; i < parallel; i++) pthread_create(&threads[i], NULL, repeat, (void *)(count / parallel));
  for (long i = 0; i < parallel; i++) pthread_join(threads[i], NULL);
  clock_gettime(CLOCK_MONOTONIC, &after);
  printf("%.0f\n", ((after.tv_sec - before.tv_sec) * 1e9 + (after.tv_nsec - before.tv_nsec)) / 1e3 / count);
  return 0;
}
