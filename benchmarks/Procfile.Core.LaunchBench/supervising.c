/* What the measured supervisor runs, and what it is put beside.
   victim MICROSECONDS      says when its first instruction ran, lives so long, says when it ends, and kills itself
   restarts COUNT MICROSECONDS  starts the victim again and again as a supervisor would that does nothing else; prints from end to start
   scale COUNT              prints the microseconds that COUNT starts of /bin/sleep take, then the same as processor time
   strangers COUNT          COUNT processes, each in a session of its own, until the standard input ends */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include "start.h"

static long long now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000LL + time.tv_nsec;
}

static int victim(long life) {
  long long first = now();
  dprintf(1, "s %lld\n", first);
  usleep(life);
  dprintf(1, "e %lld\n", now());
  kill(getpid(), SIGKILL);
  return 1;
}

static int compare(const void *a, const void *b) { return *(long long *)a < *(long long *)b ? -1 : 1; }

static int restarts(char *self, long count, char *life) {
  char *words[] = {self, "victim", life, NULL}, text[256];
  long long *latencies = malloc(count * sizeof *latencies), ended = 0, first, end;
  for (long i = -1; i < count; i++) {
    int ends[2];
    ssize_t length = 0, more;
    if (pipe2(ends, O_CLOEXEC)) return 1;
    pid_t id = start(words, ends[1]);
    close(ends[1]);
    while ((more = read(ends[0], text + length, sizeof text - 1 - length)) > 0) length += more;
    text[length] = 0;
    close(ends[0]);
    waitpid(id, NULL, 0);
    if (sscanf(text, "s %lld e %lld", &first, &end) != 2) return 1;
    if (i >= 0) latencies[i] = first - ended;
    ended = end;
  }
  qsort(latencies, count, sizeof *latencies, compare);
  printf("%.2f %.2f\n", latencies[count / 2] / 1e6, latencies[count * 99 / 100] / 1e6);
  return 0;
}

static int scale(long count) {
  char *words[] = {"/bin/sleep", "1000", NULL};
  pid_t *ids = malloc(count * sizeof *ids);
  struct rusage usage;
  long long before = now();
  for (long i = 0; i < count; i++) {
    int ends[2];
    if (pipe2(ends, O_CLOEXEC)) return 1;
    ids[i] = start(words, ends[1]);
    close(ends[1]);
  }
  long long after = now();
  getrusage(RUSAGE_SELF, &usage);
  printf("%.0f %.0f\n", (after - before) / 1e6, (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 + (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3);
  for (long i = 0; i < count; i++) kill(ids[i], SIGKILL);
  for (long i = 0; i < count; i++) waitpid(ids[i], NULL, 0);
  return 0;
}

static int strangers(long count) {
  char byte;
  for (long i = 0; i < count; i++) {
    if (fork() == 0) {
      prctl(PR_SET_PDEATHSIG, SIGKILL);
      setsid();
      for (;;) pause();
    }
  }
  dprintf(1, "up\n");
  while (read(0, &byte, 1) > 0) { }
  return 0;
}

int main(int argc, char **argv) {
  if (argc == 3 && !strcmp(argv[1], "victim")) return victim(atol(argv[2]));
  if (argc == 4 && !strcmp(argv[1], "restarts")) return restarts(argv[0], atol(argv[2]), argv[3]);
  if (argc == 3 && !strcmp(argv[1], "scale")) return scale(atol(argv[2]));
  if (argc == 3 && !strcmp(argv[1], "strangers")) return strangers(atol(argv[2]));
  return 2;
}
