/* What benchmarks/output.sh needs in C: children that write, a prefixer that does no more than has to be done (the limit), and the
 * measuring reader.
 *
 *   output spew ID LINES            writes LINES numbered lines of 100 bytes as fast as it can, then sleeps
 *   output line MIB                 writes one line of so many MiB, without an end, then sleeps
 *   output tick ID LINES            writes a line each 5 ms that tells the time of its writing, then sleeps
 *   output prefix PROCFILE          runs each line's command and writes its output with the time and the name before each line
 *   output measure pipe|null IDS LINES -- TOOL...
 *                                   runs a tool with IDS such children; prints MB/s, ns of CPU per line, KiB more than idle,
 *                                   lines torn or lost
 *   output latency LINES -- TOOL... runs a tool with one "tick" child; prints the microseconds from write to arrival: p50 p99 max
 *
 * Children find the run's directory in OUTPUT_RUN: they note there that they are up, wait for the FIFO "gate", and note their end. */
#define _GNU_SOURCE
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { LINE = 100, MAX = 64, CHUNK = 64 * 1024 };
extern char **environ;

static void die(const char *what)
{
    fprintf(stderr, "output: %s: %s\n", what, strerror(errno));
    exit(111);
}

static int64_t now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void write_all(int fd, const char *p, size_t n)
{
    while (n) {
        ssize_t did = write(fd, p, n);
        if (did < 0 && errno != EINTR)
            die("write");
        if (did > 0)
            p += did, n -= did;
    }
}

/* ------------------------------------------------------------------ children */
static char *in_run(const char *name)
{
    static char path[4096];
    char *run = getenv("OUTPUT_RUN");
    snprintf(path, sizeof path, "%s/%s", run ? run : ".", name);
    return path;
}

static void note(const char *name)
{
    int fd = open(in_run(name), O_WRONLY | O_APPEND | O_CREAT, 0600);
    if (fd < 0 || write(fd, "x", 1) != 1)
        die(name);
    close(fd);
}

static void wait_for_gate(void)
{
    note("up");
    int fd = open(in_run("gate"), O_RDONLY);
    char c;
    if (fd < 0 || read(fd, &c, 1) < 0)
        die("gate");
    close(fd);
}

static _Noreturn void rest(void)
{
    note("done");
    for (;;)
        pause();
}

static void line_of(char *line, unsigned id, uint64_t number)
{
    static const char filler[] = "abcdefghijklmnopqrstuvwxyz0123456789";
    memset(line, 0, LINE);
    int used = sprintf(line, "@%02u:%010llu:", id, (unsigned long long)number);
    for (int i = used; i < LINE - 2; i++)
        line[i] = filler[(number * 7 + id * 3 + i) % 36];
    line[LINE - 2] = '$';
    line[LINE - 1] = '\n';
}

static _Noreturn void spew(unsigned id, uint64_t lines)
{
    /* Made before the gate, so that only writing is measured: numbers are put in as it goes. */
    enum { PER = 36 * 18 };
    static char buffer[PER * LINE];
    for (int i = 0; i < PER; i++)
        line_of(buffer + i * LINE, id, i);
    wait_for_gate();
    for (uint64_t number = 0; number < lines;) {
        int count = lines - number < PER ? (int)(lines - number) : PER;
        for (int i = 0; i < count; i++) {
            uint64_t value = number + i;
            for (int digit = 13; digit > 3; digit--, value /= 10)
                buffer[i * LINE + digit] = '0' + value % 10;
        }
        write_all(1, buffer, (size_t)count * LINE);
        number += count;
    }
    rest();
}

static _Noreturn void line(uint64_t mebibytes)
{
    static char text[CHUNK];
    memset(text, 'x', sizeof text);
    wait_for_gate();
    for (uint64_t i = 0; i < mebibytes * 16; i++)
        write_all(1, text, sizeof text);
    rest();
}

static _Noreturn void tick(unsigned id, uint64_t lines)
{
    wait_for_gate();
    for (uint64_t i = 0; i < lines; i++) {
        struct timespec pause_for = {0, 5000000};
        nanosleep(&pause_for, NULL);
        char line[64];
        int n = sprintf(line, "@%02u:%lld$\n", id, (long long)now());
        write_all(1, line, n);
    }
    rest();
}

/* ------------------------------------------------------------------ the limit */
struct child {
    char name[64];
    size_t name_length, have;
    int fd;
    char *buffer;
};

static char out[256 * 1024];
static size_t used;

static void put(const struct child *c, size_t width, const char *stamp, const char *line, size_t n)
{
    if (used + n + width + 16 > sizeof out) {
        write_all(1, out, used);
        used = 0;
    }
    memcpy(out + used, stamp, 9);
    memcpy(out + used + 9, c->name, c->name_length);
    memset(out + used + 9 + c->name_length, ' ', width - c->name_length);
    memcpy(out + used + 9 + width, " | ", 3);
    memcpy(out + used + 12 + width, line, n);
    used += 12 + width + n;
}

static int prefix(const char *procfile)
{
    static struct child children[MAX];
    size_t count = 0, open_count, width = 0;
    char text[4096];
    FILE *file = fopen(procfile, "re");
    if (!file)
        die(procfile);
    int ep = epoll_create1(EPOLL_CLOEXEC);
    while (count < MAX && fgets(text, sizeof text, file)) {
        char *colon = strchr(text, ':'), *argv[64];
        if (!colon)
            continue;
        *colon = 0;
        struct child *c = &children[count++];
        c->name_length = snprintf(c->name, sizeof c->name, "%s.1", text);
        width = c->name_length > width ? c->name_length : width;
        int words = 0;
        for (char *w = strtok(colon + 1, " \n"); w && words < 63; w = strtok(NULL, " \n"))
            argv[words++] = w;
        argv[words] = NULL;
        int ends[2];
        if (pipe2(ends, O_CLOEXEC))
            die("pipe");
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], 1);
        pid_t pid;
        if ((errno = posix_spawnp(&pid, argv[0], &actions, NULL, argv, environ)))
            die(argv[0]);
        posix_spawn_file_actions_destroy(&actions);
        close(ends[1]);
        c->fd = ends[0];
        c->buffer = malloc(2 * CHUNK);
        struct epoll_event event = {.events = EPOLLIN, .data.ptr = c};
        epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &event);
    }
    fclose(file);
    for (open_count = count; open_count;) {
        struct epoll_event events[MAX];
        int ready = epoll_wait(ep, events, MAX, -1);
        char stamp[16];
        time_t t = time(NULL);
        struct tm tm;
        localtime_r(&t, &tm);
        strftime(stamp, sizeof stamp, "%H:%M:%S ", &tm);
        for (int i = 0; i < ready; i++) {
            struct child *c = events[i].data.ptr;
            ssize_t got = read(c->fd, c->buffer + c->have, CHUNK);
            if (got <= 0) {
                close(c->fd);
                open_count--;
                continue;
            }
            char *p = c->buffer, *end = c->buffer + c->have + got, *newline;
            while ((newline = memchr(p, '\n', end - p))) {
                put(c, width, stamp, p, newline + 1 - p);
                p = newline + 1;
            }
            c->have = end - p;
            if (c->have > CHUNK) { /* a line without an end must not be kept */
                put(c, width, stamp, p, c->have);
                c->have = 0;
            }
            memmove(c->buffer, p, c->have);
            write_all(1, out, used);
            used = 0;
        }
    }
    return 0;
}

/* ------------------------------------------------------------------ measuring */
/* Nanoseconds on a processor, of all threads: they live as long as the process in the tools that are measured. */
static int64_t cpu_of(pid_t pid)
{
    char path[300];
    int64_t total = 0;
    snprintf(path, sizeof path, "/proc/%d/task", pid);
    DIR *tasks = opendir(path);
    for (struct dirent *task; tasks && (task = readdir(tasks));) {
        long long nanoseconds = 0;
        snprintf(path, sizeof path, "/proc/%d/task/%s/schedstat", pid, task->d_name);
        FILE *file = fopen(path, "re");
        if (file && fscanf(file, "%lld", &nanoseconds) == 1)
            total += nanoseconds;
        if (file)
            fclose(file);
    }
    if (tasks)
        closedir(tasks);
    return total;
}

static long memory_of(pid_t pid, const char *field)
{
    char path[64], text[256];
    long value = 0;
    snprintf(path, sizeof path, "/proc/%d/status", pid);
    FILE *file = fopen(path, "re");
    while (file && fgets(text, sizeof text, file))
        if (!strncmp(text, field, strlen(field)))
            value = atol(text + strlen(field));
    if (file)
        fclose(file);
    return value;
}

static off_t size_of(const char *name)
{
    struct stat s;
    return stat(in_run(name), &s) ? 0 : s.st_size;
}

static void nap(void)
{
    struct timespec t = {0, 1000000};
    nanosleep(&t, NULL);
}

static pid_t launch(char **tool, int stdout_to)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, stdout_to, 1);
    if (!getenv("OUTPUT_SHOW"))
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    pid_t pid;
    if ((errno = posix_spawnp(&pid, tool[0], &actions, &attributes, tool, environ)))
        die(tool[0]);
    return pid;
}

static void end(pid_t pid)
{
    kill(-pid, SIGTERM);
    for (int i = 0; i < 3000; i++, nap())
        if (waitpid(pid, NULL, WNOHANG) == pid) {
            kill(-pid, SIGKILL);
            return;
        }
    kill(-pid, SIGKILL);
    waitpid(pid, NULL, 0);
}

static void open_gate(off_t children, pid_t pid)
{
    for (int i = 0; size_of("up") < children; i++, nap())
        if (i > 30000 || waitpid(pid, NULL, WNOHANG))
            die("the children did not start");
    struct timespec settle = {0, 300000000};
    nanosleep(&settle, NULL);
}

/* The gate is a FIFO, and each child takes one byte. It stays open, so that nobody sees an end of file instead. */
static void release(off_t children)
{
    char bytes[MAX] = {0};
    write_all(open(in_run("gate"), O_RDWR | O_CLOEXEC), bytes, children);
}

struct reading {
    uint64_t good, torn, gaps, next[100];
    int64_t last;
};

static size_t check(struct reading *r, char *p, size_t n, int64_t at)
{
    char *stop = p + n, *newline, *from = p;
    while ((newline = memchr(p, '\n', stop - p))) {
        char *mark = memchr(p, '@', newline - p);
        p = newline + 1;
        if (!mark)
            continue;
        /* A tool may add a reset of colours after the line; what the child wrote is all that counts. */
        if (newline - mark < LINE - 1 || mark[LINE - 2] != '$') {
            r->torn++;
            continue;
        }
        char expected[LINE + 1];
        unsigned id = (mark[1] - '0') * 10 + (mark[2] - '0');
        uint64_t number = 0;
        for (int i = 4; i < 14; i++)
            number = number * 10 + (mark[i] - '0');
        if (id >= 100) {
            r->torn++;
            continue;
        }
        /* All bytes of every sixteenth line, number and frame of every one: the reader must not be the slowest. */
        if (number % 16 == 0) {
            line_of(expected, id, number % (36 * 18));
            if (memcmp(mark + 15, expected + 15, LINE - 17)) {
                r->torn++;
                continue;
            }
        }
        if (number != r->next[id])
            r->gaps++;
        r->next[id] = number + 1;
        r->good++;
        r->last = at;
    }
    size_t left = stop - p;
    memmove(from, p, left);
    return left;
}

/* What a start has needed and let go again is not what output needs. */
static void forget_peak(pid_t pid)
{
    char path[64];
    snprintf(path, sizeof path, "/proc/%d/clear_refs", (int)pid);
    int file = open(path, O_WRONLY | O_CLOEXEC);
    if (file >= 0) {
        (void)!write(file, "5", 1);
        close(file);
    }
}

static int measure(int to_pipe, unsigned ids, uint64_t lines, char **tool)
{
    static char buffer[4 * 1024 * 1024];
    static struct reading reading;
    int ends[2] = {-1, -1};
    if (mkfifo(in_run("gate"), 0600) && errno != EEXIST)
        die("gate");
    if (to_pipe) {
        if (pipe2(ends, O_CLOEXEC))
            die("pipe");
    } else if ((ends[1] = open("/dev/null", O_WRONLY | O_CLOEXEC)) < 0) {
        die("/dev/null");
    }
    pid_t pid = launch(tool, ends[1]);
    close(ends[1]);
    open_gate(ids, pid);
    long idle = memory_of(pid, "VmRSS:");
    forget_peak(pid);
    int64_t cpu = cpu_of(pid), began = now(), ended;
    release(ids);
    uint64_t total = lines * ids;
    if (to_pipe) {
        size_t have = 0;
        while (reading.good + reading.torn < total) {
            struct pollfd waiting = {.fd = ends[0], .events = POLLIN};
            if (poll(&waiting, 1, 15000) <= 0)
                break;
            ssize_t got = read(ends[0], buffer + have, sizeof buffer - have);
            if (got <= 0)
                break;
            have = check(&reading, buffer, have + got, now());
            if (have == sizeof buffer)
                have = 0;
        }
        ended = reading.last;
    } else {
        for (int i = 0; size_of("done") < (off_t)ids && i < 120000; i++)
            nap();
        ended = now();
        reading.good = total;
    }
    cpu = cpu_of(pid) - cpu;
    long peak = memory_of(pid, "VmHWM:");
    uint64_t lost = total - reading.good;
    printf("%.0f %.0f %ld %llu %llu\n", (double)reading.good * LINE / 1e6 / ((ended - began) / 1e9), (double)cpu / (double)total,
           peak - idle, (unsigned long long)(lost > reading.torn ? lost : reading.torn), (unsigned long long)reading.gaps);
    fflush(stdout);
    if (to_pipe)
        close(ends[0]);
    end(pid);
    return 0;
}

static int by_value(const void *a, const void *b)
{
    int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;
    return (x > y) - (x < y);
}

static int latency(uint64_t lines, char **tool)
{
    static char buffer[64 * 1024];
    int ends[2];
    size_t have = 0;
    uint64_t seen = 0;
    int64_t *times = calloc(lines, sizeof *times);
    if (mkfifo(in_run("gate"), 0600) && errno != EEXIST)
        die("gate");
    if (pipe2(ends, O_CLOEXEC))
        die("pipe");
    pid_t pid = launch(tool, ends[1]);
    close(ends[1]);
    open_gate(1, pid);
    release(1);
    while (seen < lines) {
        struct pollfd waiting = {.fd = ends[0], .events = POLLIN};
        if (poll(&waiting, 1, 15000) <= 0)
            break;
        ssize_t got = read(ends[0], buffer + have, sizeof buffer - have);
        int64_t at = now();
        if (got <= 0)
            break;
        char *p = buffer, *stop = buffer + have + got, *newline;
        while ((newline = memchr(p, '\n', stop - p))) {
            char *mark = memchr(p, '@', newline - p);
            if (mark && seen < lines)
                times[seen++] = at - atoll(mark + 4);
            p = newline + 1;
        }
        have = stop - p;
        memmove(buffer, p, have);
    }
    end(pid);
    if (!seen)
        die("no line");
    qsort(times, seen, sizeof *times, by_value);
    printf("%.0f %.0f %.0f\n", times[seen / 2] / 1e3, times[seen * 99 / 100] / 1e3, times[seen - 1] / 1e3);
    return 0;
}

int main(int argc, char **argv)
{
    signal(SIGPIPE, SIG_DFL);
    if (argc == 4 && !strcmp(argv[1], "spew"))
        spew(atoi(argv[2]), strtoull(argv[3], NULL, 10));
    if (argc == 3 && !strcmp(argv[1], "line"))
        line(strtoull(argv[2], NULL, 10));
    if (argc == 4 && !strcmp(argv[1], "tick"))
        tick(atoi(argv[2]), strtoull(argv[3], NULL, 10));
    if (argc == 3 && !strcmp(argv[1], "prefix"))
        return prefix(argv[2]);
    if (argc > 6 && !strcmp(argv[1], "measure"))
        return measure(!strcmp(argv[2], "pipe"), atoi(argv[3]), strtoull(argv[4], NULL, 10), argv + 6);
    if (argc > 4 && !strcmp(argv[1], "latency"))
        return latency(strtoull(argv[2], NULL, 10), argv + 4);
    fprintf(stderr, "output: wrong arguments\n");
    return 2;
}
