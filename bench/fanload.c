/* fanload - one load generator for every chat server, so that peers can be compared in one run.
 *
 * Opens N connections (raw TCP or WebSocket), drives each through the same scripted log-in, then posts
 * messages and counts how often each message arrives, reading a marker "~T=<16 hex ns>.<8 hex seq>~"
 * that stands in the message body. It knows nothing else of the server's protocol.
 *
 *   cc -O2 -o fanload fanload.c -lm
 *   fanload -s scripts/ours.txt -D people.txt -H 127.0.0.1 -p 9001 -n 1000 -r 50 -d 10 -w 2 -P 1234[,5678]
 *
 *  -n N   connections            -r R   posts per second (open loop); 0 = saturate
 *  -S K   posting connections    -W W   saturate: posts in flight at once (default 8)
 *  -d s   measured seconds       -w s   warm-up seconds
 *  -P p,p server pids; children are included; CPU and memory are sampled at the edges of each phase
 *  -I s   idle: after log-in wait s seconds and report memory only, no posts
 *  -C n   log-ins in progress at once (default 100)
 *  -g G   connections per group; {grp} in the script is index / G (default: all in one)
 *  -f     count WebSocket frames instead of markers (for compressed streams; one group only, no latency)
 *  -b     body bytes (default 200)
 *  -D f   a table of people: line i has what connection i calls {d1} and {d2}, separated by a tab
 *  -X     cut everybody at once after the log-in, dial all again, and report how long until the last is back
 *
 * Script lines ("#" comments):
 *   transport ws|tcp     path /ws?u={i}     header Name: value
 *   send TEXT            expect TEXT        (log-in steps, in order)
 *   post TEXT            pong MATCH => TEXT (answer a server ping while running)
 *   fanout N|N-1         (does the poster get its own message?)
 *   In TEXT: {i} index, {i5} index in 5 digits, {grp} group, {u} random hex, {uuid}, {body} body, {seq} sequence,
 *   {d1} {d2} of the table; also in path and header
 *   \r \n \t \\ \xNN escapes; transport ws wraps every TEXT in one masked text frame.
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAXSTEP 32
#define CARRY 64
#define MARK 29 /* ~T= + 16 + . + 8 + ~ */

typedef struct { int send; char *txt; size_t len; } Step;
typedef struct {
  int fd, step, up, closed;          /* step: next log-in step; up: log-in done */
  int http;                          /* ws: 0 = waiting for the 101 answer */
  uint32_t clen; char carry[4096];   /* unread tail (log-in: whole unmatched text) */
  uint64_t skip;                     /* -f: payload bytes left of the current frame */
  uint64_t got;
  uint64_t t0;
  char *ob; size_t on, oc;           /* pending output */
} Conn;

static Step steps[MAXSTEP]; static int nsteps;
static char *post_t; static size_t post_l;
static char *pong_m, *pong_t; static size_t pong_ml, pong_tl;
static char path_t[512] = "/", headers[1024] = ""; static char **d1, **d2; static int ndata, cut;
static int is_ws = 1, self_echo = 1, framecount = 0;
static int N = 100, Sn = 0, W = 8, bodyb = 200, grpsz = 0, conc = 100, idle = 0;
static double R = 10, dur = 5, warm = 1;
static const char *host = "127.0.0.1"; static int port = 9001;
static int roots[64], nroots;
static Conn *cs; static int ep;
static uint64_t delivered, dmeas, bytes_in, posted, nfail, frames_in, pmeas;
static int measuring;
static uint64_t seqno, hist[4096];
static uint64_t loginhist[4096];

static uint64_t now(void) { struct timespec t; clock_gettime(CLOCK_MONOTONIC, &t); return t.tv_sec * 1000000000ull + t.tv_nsec; }
static void die(const char *f, ...) { va_list a; va_start(a, f); vfprintf(stderr, f, a); fputc('\n', stderr); exit(2); }

/* log-linear histogram in microseconds, 32 steps per doubling */
static int hidx(uint64_t us) { if (us < 64) return us; int e = 63 - __builtin_clzll(us); return 64 + (e - 6) * 32 + ((us >> (e - 5)) & 31); }
static double hval(int i) { if (i < 64) return i; int e = (i - 64) / 32 + 6, m = (i - 64) % 32; return ldexp(32 + m + 0.5, e - 5); }
static double pct(uint64_t *h, double p) { uint64_t n = 0, c = 0; for (int i = 0; i < 4096; i++) n += h[i]; if (!n) return 0; for (int i = 0; i < 4096; i++) { c += h[i]; if (c >= p * n) return hval(i); } return 0; }

static size_t unesc(char *s) {
  char *o = s, *b = s;
  for (; *s; s++) {
    if (*s != '\\') { *o++ = *s; continue; }
    s++;
    if (*s == 'r') *o++ = '\r'; else if (*s == 'n') *o++ = '\n'; else if (*s == 't') *o++ = '\t';
    else if (*s == 'x') { char h[3] = { s[1], s[2], 0 }; *o++ = (char)strtol(h, 0, 16); s += 2; } else *o++ = *s;
  }
  *o = 0; return o - b;
}
static void people(const char *f) {
  FILE *fp = fopen(f, "r"); if (!fp) die("no table %s", f);
  char line[4096]; int cap = 0;
  while (fgets(line, sizeof line, fp)) {
    line[strcspn(line, "\r\n")] = 0; char *tab = strchr(line, '\t'); if (tab) *tab++ = 0;
    if (ndata == cap) { cap = cap ? cap * 2 : 1024; d1 = realloc(d1, cap * sizeof *d1); d2 = realloc(d2, cap * sizeof *d2); }
    d1[ndata] = strdup(line); d2[ndata++] = strdup(tab ? tab : "");
  }
  fclose(fp);
}
static void load(const char *f) {
  FILE *fp = fopen(f, "r"); if (!fp) die("no script %s", f);
  char line[8192];
  while (fgets(line, sizeof line, fp)) {
    size_t l = strlen(line); while (l && (line[l - 1] == '\n' || line[l - 1] == '\r')) line[--l] = 0;
    if (!l || *line == '#') continue;
    char *a = strchr(line, ' '); if (!a) die("bad line %s", line); *a++ = 0;
    if (!strcmp(line, "transport")) is_ws = !strcmp(a, "ws");
    else if (!strcmp(line, "path")) snprintf(path_t, sizeof path_t, "%s", a);
    else if (!strcmp(line, "header")) { strcat(headers, a); strcat(headers, "\r\n"); }
    else if (!strcmp(line, "fanout")) self_echo = !strcmp(a, "N");
    else if (!strcmp(line, "send") || !strcmp(line, "expect")) { Step *s = &steps[nsteps++]; s->send = *line == 's'; s->txt = strdup(a); s->len = unesc(s->txt); }
    else if (!strcmp(line, "post")) { post_t = strdup(a); post_l = unesc(post_t); }
    else if (!strcmp(line, "pong")) { char *m = strstr(a, " => "); if (!m) die("pong"); *m = 0; pong_m = strdup(a); pong_ml = unesc(pong_m); pong_t = strdup(m + 4); pong_tl = unesc(pong_t); }
    else die("unknown %s", line);
  }
  fclose(fp);
}
static size_t expand(const char *t, size_t tl, int i, uint64_t seq, uint64_t ts, char *o) {
  char *b = o; const char *e = t + tl;
  while (t < e) {
    if (*t == '{') {
      if (!strncmp(t, "{i}", 3)) { o += sprintf(o, "%d", i); t += 3; continue; }
      if (!strncmp(t, "{i5}", 4)) { o += sprintf(o, "%05d", i); t += 4; continue; }
      if (!strncmp(t, "{grp}", 5)) { o += sprintf(o, "%d", grpsz ? i / grpsz : 0); t += 5; continue; }
      if (ndata && (!strncmp(t, "{d1}", 4) || !strncmp(t, "{d2}", 4))) { o += sprintf(o, "%s", (t[2] == '1' ? d1 : d2)[i % ndata]); t += 4; continue; }
      if (!strncmp(t, "{uuid}", 6)) { o += sprintf(o, "%08x-%04x-4%03x-8%03x-%08x%04x", (unsigned)rand() ^ (unsigned)now(), (unsigned)rand() & 0xffff, (unsigned)rand() & 0xfff, (unsigned)rand() & 0xfff, (unsigned)rand(), (unsigned)rand() & 0xffff); t += 6; continue; }
      if (!strncmp(t, "{u}", 3)) { o += sprintf(o, "%08x%08x", (unsigned)rand(), (unsigned)now()); t += 3; continue; }
      if (!strncmp(t, "{seq}", 5)) { o += sprintf(o, "%llu", (unsigned long long)seq); t += 5; continue; }
      if (!strncmp(t, "{body}", 6)) {
        int k = sprintf(o, "~T=%016llx.%08x~", (unsigned long long)ts, (unsigned)seq); o += k;
        for (; k < bodyb; k++) *o++ = 'a' + k % 26;
        t += 6; continue;
      }
    }
    *o++ = *t++;
  }
  return o - b;
}
static void flushc(int i) {
  Conn *c = &cs[i];
  while (c->on) {
    ssize_t w = send(c->fd, c->ob, c->on, MSG_NOSIGNAL | MSG_DONTWAIT);
    if (w <= 0) { if (errno == EAGAIN) { struct epoll_event ev = { EPOLLIN | EPOLLOUT, { .u32 = i } }; epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &ev); } else c->closed = 1; return; }
    memmove(c->ob, c->ob + w, c->on - w); c->on -= w;
  }
}
static void rawsend(int i, const char *d, size_t l) {
  Conn *c = &cs[i];
  if (!c->on) { ssize_t w = send(c->fd, d, l, MSG_NOSIGNAL | MSG_DONTWAIT); if (w == (ssize_t)l) return; if (w > 0) { d += w; l -= w; } else if (errno != EAGAIN && errno != ENOTCONN) { c->closed = 1; return; } }
  if (c->on + l > c->oc) c->ob = realloc(c->ob, c->oc = (c->on + l) * 2);
  memcpy(c->ob + c->on, d, l); c->on += l; flushc(i);
}
static void msgsend(int i, const char *d, size_t l) {
  if (!is_ws) { rawsend(i, d, l); return; }
  char f[16384]; size_t h = 0; f[h++] = (char)0x81;
  if (l < 126) f[h++] = (char)(0x80 | l); else { f[h++] = (char)(0x80 | 126); f[h++] = l >> 8; f[h++] = l & 255; }
  memset(f + h, 0, 4); h += 4; memcpy(f + h, d, l); rawsend(i, f, h + l);  /* zero mask is a legal mask */
}
static void advance(int i) { /* run send steps until an expect step or the end */
  Conn *c = &cs[i]; char b[8192];
  while (c->step < nsteps && steps[c->step].send) { size_t l = expand(steps[c->step].txt, steps[c->step].len, i, 0, 0, b); c->step++; msgsend(i, b, l); }
  if (c->step >= nsteps && !c->up) { c->up = 1; c->clen = 0; loginhist[hidx((now() - c->t0) / 1000)]++; }
}
static void onconnect(int i) {
  if (!is_ws) { cs[i].http = 1; advance(i); return; }
  char p[1024], b[8192], hd[4096]; size_t pl = expand(path_t, strlen(path_t), i, 0, 0, p); p[pl] = 0; hd[expand(headers, strlen(headers), i, 0, 0, hd)] = 0;
  int l = snprintf(b, sizeof b, "GET %s HTTP/1.1\r\nHost: %s:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n%s\r\n", p, host, port, hd);
  rawsend(i, b, l);
}
static void dial(int i) {
  Conn *c = &cs[i]; c->t0 = now();
  c->fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0); if (c->fd < 0) die("socket: %s (raise ulimit -n)", strerror(errno));
  int one = 1; setsockopt(c->fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  struct sockaddr_in l = { .sin_family = AF_INET }; l.sin_addr.s_addr = htonl(0x7f000001 + i / 15000);
  int o2 = 1; setsockopt(c->fd, IPPROTO_IP, 24 /* IP_BIND_ADDRESS_NO_PORT */, &o2, sizeof o2);
  if (ntohl(inet_addr(host)) >> 24 == 127) bind(c->fd, (void *)&l, sizeof l);
  struct sockaddr_in a = { .sin_family = AF_INET, .sin_port = htons(port) }; a.sin_addr.s_addr = inet_addr(host);
  if (connect(c->fd, (void *)&a, sizeof a) && errno != EINPROGRESS) { c->closed = 1; nfail++; return; }
  struct epoll_event ev = { EPOLLIN | EPOLLOUT, { .u32 = i } }; epoll_ctl(ep, EPOLL_CTL_ADD, c->fd, &ev);
}
static uint64_t hex(const char *s, int n) { uint64_t v = 0; while (n--) { int c = *s++; v = v << 4 | (c <= '9' ? c - '0' : (c | 32) - 'a' + 10); } return v; }

static char big[1 << 20];
static void scan(int i, char *p, size_t n) {
  Conn *c = &cs[i]; char *e = p + n, *q = p, *last = p; uint64_t t = now();
  while ((q = memmem(q, e - q, "~T=", 3))) {
    if (e - q < MARK) break;
    uint64_t ts = hex(q + 3, 16);
    delivered++; c->got++;
    if (measuring) { dmeas++; hist[hidx(t > ts ? (t - ts) / 1000 : 0)]++; }
    q += MARK; last = q;
  }
  if (pong_m) { char *m = memmem(p, n, pong_m, pong_ml); if (m) msgsend(i, pong_t, pong_tl); }
  size_t rest = e - last; if (rest > MARK - 1) rest = MARK - 1;
  memmove(c->carry, e - rest, rest); c->clen = rest;
}
static void frames(int i, char *p, size_t n) { /* count frames by their headers */
  Conn *c = &cs[i]; char *e = p + n;
  while (p < e) {
    if (c->skip) { uint64_t k = (uint64_t)(e - p) < c->skip ? (uint64_t)(e - p) : c->skip; p += k; c->skip -= k; continue; }
    size_t av = e - p; uint8_t *u = (uint8_t *)p; if (av < 2) break;
    uint64_t l = u[1] & 127; size_t h = 2;
    if (l == 126) { if (av < 4) break; l = u[2] << 8 | u[3]; h = 4; } else if (l == 127) { if (av < 10) break; l = 0; for (int k = 2; k < 10; k++) l = l << 8 | u[k]; h = 10; }
    frames_in++; delivered++; c->got++; if (measuring) dmeas++;
    p += h; c->skip = l;
  }
  c->clen = e - p; memmove(c->carry, p, c->clen);
}
static void onread(int i) {
  Conn *c = &cs[i];
  for (;;) {
    size_t k = c->clen; memcpy(big, c->carry, k);
    ssize_t r = recv(c->fd, big + k, 65536, MSG_DONTWAIT);
    if (r <= 0) { if (r < 0 && errno == EAGAIN) return; if (!c->closed) { c->closed = 1; nfail++; } close(c->fd); return; }
    bytes_in += r; size_t n = k + r;
    if (c->up) { if (framecount) frames(i, big, n); else scan(i, big, n); }
    else {
      char *p = big; 
      if (!c->http) {
        char *h = memmem(p, n, "\r\n\r\n", 4);
        if (!h) { c->clen = n > 4000 ? 0 : n; memcpy(c->carry, big, c->clen); if (r < 65536) return; continue; }
        if (!memmem(p, n, " 101", 4)) { fprintf(stderr, "no upgrade: %.*s\n", (int)(n > 200 ? 200 : n), p); c->closed = 1; nfail++; close(c->fd); return; }
        c->http = 1; n -= h + 4 - p; p = h + 4; c->clen = 0; advance(i);
      }
      while (!c->up && c->step < nsteps && !steps[c->step].send) {
        char x[8192]; size_t xl = expand(steps[c->step].txt, steps[c->step].len, i, 0, 0, x);
        char *m = memmem(p, n, x, xl); if (!m) break;
        n -= m + xl - p; p = m + xl; c->step++; advance(i);
      }
      if (c->up) { if (n) { if (framecount) c->clen = 0; else scan(i, p, n); } else c->clen = 0; }
      else { size_t keep = n > 4000 ? 4000 : n; memmove(c->carry, p + n - keep, keep); c->clen = keep; }
    }
    if (r < 65536) return;
  }
}
static void poll_once(int ms) {
  static struct epoll_event ev[1024];
  int n = epoll_wait(ep, ev, 1024, ms);
  for (int k = 0; k < n; k++) {
    int i = ev[k].data.u32; Conn *c = &cs[i]; if (c->closed) continue;
    if (ev[k].events & EPOLLOUT) {
      struct epoll_event e2 = { EPOLLIN, { .u32 = i } }; epoll_ctl(ep, EPOLL_CTL_MOD, c->fd, &e2);
      if (!c->up && !c->step && !c->http && !c->oc) { int er = 0; socklen_t sl = sizeof er; getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &er, &sl); if (er) {  c->closed = 1; nfail++; close(c->fd); continue; } c->oc = 1; c->ob = malloc(1); onconnect(i); }
      else flushc(i);
    }
    if (ev[k].events & (EPOLLIN | EPOLLHUP | EPOLLERR)) onread(i);
  }
}

/* /proc sampling of the pids given and their descendants */
typedef struct { double cpu, utime, rss, pss; int procs; } Samp;
static int ppid_of(int pid, double *u, double *s) {
  char f[64], b[1024]; snprintf(f, sizeof f, "/proc/%d/stat", pid); FILE *fp = fopen(f, "r"); if (!fp) return -1;
  size_t n = fread(b, 1, sizeof b - 1, fp); fclose(fp); b[n] = 0; char *p = strrchr(b, ')'); if (!p) return -1;
  int pp; unsigned long ut, st; if (sscanf(p + 2, "%*c %d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &pp, &ut, &st) != 3) return -1;
  double hz = sysconf(_SC_CLK_TCK); *u = ut / hz; *s = st / hz; return pp;
}
static Samp sample(int mem) {
  Samp r = { 0 }; static int pid[32768], par[32768]; static double u[32768], s[32768]; static char in[32768]; int n = 0;
  if (!nroots) return r;
  DIR *d = opendir("/proc"); struct dirent *de;
  while ((de = readdir(d)) && n < 32768) { int p = atoi(de->d_name); if (p <= 0) continue; int pp = ppid_of(p, &u[n], &s[n]); if (pp < 0) continue; pid[n] = p; par[n] = pp; in[n] = 0; for (int k = 0; k < nroots; k++) if (roots[k] == p) in[n] = 1; n++; }
  closedir(d);
  for (int ch = 1; ch;) { ch = 0; for (int a = 0; a < n; a++) if (!in[a]) for (int b = 0; b < n; b++) if (in[b] && pid[b] == par[a]) { in[a] = 1; ch = 1; break; } }
  for (int a = 0; a < n; a++) if (in[a]) {
    r.cpu += u[a] + s[a]; r.utime += u[a]; r.procs++;
    if (mem) { char f[64], l[256]; snprintf(f, sizeof f, "/proc/%d/smaps_rollup", pid[a]); FILE *fp = fopen(f, "r"); if (!fp) continue; long v; while (fgets(l, sizeof l, fp)) { if (sscanf(l, "Rss: %ld", &v) == 1) r.rss += v; if (sscanf(l, "Pss: %ld", &v) == 1) r.pss += v; } fclose(fp); }
  }
  return r;
}
static void sockmem(long *pages) { FILE *f = fopen("/proc/net/sockstat", "r"); char l[256]; *pages = 0; while (f && fgets(l, sizeof l, f)) { char *m = strstr(l, "mem "); if (!strncmp(l, "TCP:", 4) && m) *pages = atol(m + 4); } if (f) fclose(f); }

static double selfcpu(void) { struct rusage r; getrusage(RUSAGE_SELF, &r); return r.ru_utime.tv_sec + r.ru_stime.tv_sec + (r.ru_utime.tv_usec + r.ru_stime.tv_usec) / 1e6; }
static int nextposter; static uint64_t expectd;
static int groupn(int i) { if (!grpsz) return N; int g = i / grpsz, lo = g * grpsz, hi = lo + grpsz; return (hi > N ? N : hi) - lo; }
static void post(void) {
  char b[16384]; int i = nextposter++ % (Sn ? Sn : N); if (cs[i].closed) return;
  size_t l = expand(post_t, post_l, i, seqno, now(), b); seqno++; posted++; if (measuring) pmeas++;
  expectd += groupn(i) - (self_echo ? 0 : 1); msgsend(i, b, l);
}

int main(int ac, char **av) {
  int o; const char *script = 0; double maxwait = 60;
  while ((o = getopt(ac, av, "s:H:p:n:r:S:W:d:w:P:I:C:g:b:fT:D:X")) != -1) switch (o) {
    case 's': script = optarg; break; case 'H': host = optarg; break; case 'p': port = atoi(optarg); break; case 'n': N = atoi(optarg); break;
    case 'r': R = atof(optarg); break; case 'S': Sn = atoi(optarg); break; case 'W': W = atoi(optarg); break; case 'd': dur = atof(optarg); break;
    case 'w': warm = atof(optarg); break; case 'I': idle = atoi(optarg); break; case 'C': conc = atoi(optarg); break; case 'g': grpsz = atoi(optarg); break;
    case 'D': people(optarg); break; case 'X': cut = 1; break;
    case 'b': bodyb = atoi(optarg); break; case 'f': framecount = 1; break; case 'T': maxwait = atof(optarg); break;
    case 'P': for (char *p = strtok(optarg, ","); p && nroots < 64; p = strtok(0, ",")) roots[nroots++] = atoi(p); break;
    default: die("usage");
  }
  if (!script) die("-s script");
  load(script);
  if (strncmp(host, "127.", 4)) die("loopback only");
  ep = epoll_create1(0); cs = calloc(N, sizeof *cs);
  long pg0, pg1; sockmem(&pg0); Samp a = sample(1); uint64_t t0 = now();
  int dialed = 0, up = 0, base = 0;
  while (up + (int)nfail < N) {
    while (dialed < N && dialed - up - (int)nfail < conc) dial(dialed++);
    poll_once(20);
    up = 0; (void)base; for (int i = 0; i < dialed; i++) up += cs[i].up && !cs[i].closed;
    if (now() - t0 > maxwait * 1e9) break;
  }
  double tc = (now() - t0) / 1e9;
  uint64_t settle = now() + 700000000ull; while (now() < settle) poll_once(20);
  Samp b = sample(1); sockmem(&pg1);
  printf("{\"conns\":%d,\"up\":%d,\"failed\":%llu,\"login_s\":%.2f,\"login_per_s\":%.0f,\"login_srv_cpu_us\":%.0f,\"login_p50_ms\":%.1f,\"login_p99_ms\":%.1f,\"rss_kb_per_conn\":%.2f,\"pss_mb\":%.1f,\"kernel_tcp_kb_per_conn\":%.2f",
    N, up, (unsigned long long)nfail, tc, up / tc, up ? (b.cpu - a.cpu) / up * 1e6 : 0, pct(loginhist, .5) / 1e3, pct(loginhist, .99) / 1e3, up ? (b.pss - a.pss) / up : 0, b.pss / 1024, up ? (pg1 - pg0) * 4.0 / up : 0);
  if (cut) { /* everybody loses the line in the same moment and dials again at once, without any jitter */
    for (int i = 0; i < N; i++) { close(cs[i].fd); char *ob = cs[i].ob; free(ob); memset(&cs[i], 0, sizeof cs[i]); }
    memset(loginhist, 0, sizeof loginhist); nfail = 0; uint64_t tw = now() + 300000000ull; while (now() < tw) poll_once(20);
    Samp c0 = sample(1); uint64_t s0 = now(); dialed = up = 0;
    while (up + (int)nfail < N) {
      while (dialed < N && dialed - up - (int)nfail < conc) dial(dialed++);
      poll_once(20); up = 0; for (int i = 0; i < dialed; i++) up += cs[i].up && !cs[i].closed;
      if (now() - s0 > maxwait * 1e9) break;
    }
    double st = (now() - s0) / 1e9; Samp c1 = sample(1);
    printf(",\"storm_back\":%d,\"storm_failed\":%llu,\"storm_s\":%.2f,\"storm_per_s\":%.0f,\"storm_srv_cpu_us\":%.0f,\"storm_p50_ms\":%.1f,\"storm_p99_ms\":%.1f,\"storm_pss_mb\":%.1f}\n",
      up, (unsigned long long)nfail, st, up / st, up ? (c1.cpu - c0.cpu) / up * 1e6 : 0, pct(loginhist, .5) / 1e3, pct(loginhist, .99) / 1e3, c1.pss / 1024);
    return 0;
  }
  if (idle) {
    uint64_t e = now() + idle * 1000000000ull; Samp c0 = sample(0); while (now() < e) poll_once(100); Samp c = sample(1);
    printf(",\"idle_s\":%d,\"idle_rss_kb_per_conn\":%.2f,\"idle_cpu_pct\":%.2f,\"lost\":%llu}\n", idle, up ? (c.pss - a.pss) / up : 0, (c.cpu - c0.cpu) / idle * 100, (unsigned long long)nfail); return 0;
  }
  if (up < N) {
    printf(",\"error\":\"not all logged in\"}\n");
    for (int i = 0, k = 0; i < dialed && k < 3; i++) if (!cs[i].up) { k++; fprintf(stderr, "connection %d waits at step %d, last text: %.*s\n", i, cs[i].step, (int)(cs[i].clen > 600 ? 600 : cs[i].clen), cs[i].carry); }
    return 1;
  }
  /* run: warm-up, then the measured part */
  delivered = 0; uint64_t tw = now(), te = tw + (uint64_t)((warm + dur) * 1e9), next = tw; double late = 0; Samp m0 = { 0 }, m1; uint64_t tm0 = 0; double cc0 = 0;
  while (now() < te) {
    uint64_t t = now();
    if (!measuring && t - tw >= warm * 1e9) { measuring = 1; m0 = sample(0); tm0 = now(); cc0 = selfcpu(); }
    if (R > 0) { uint64_t gap = 1e9 / R; int k = 0; while (next <= t && k < 200) { if ((t - next) / 1e6 > late && measuring) late = (t - next) / 1e6; post(); next += gap; k++; } int ms = next > t ? (next - t) / 1000000 : 0; poll_once(ms > 50 ? 50 : ms); }
    else { int avgn = grpsz ? grpsz : N; while (expectd < delivered + (uint64_t)W * avgn) post(); poll_once(5); }
  }
  m1 = sample(0); uint64_t tm1 = now(); double cc = selfcpu() - cc0; uint64_t dm = dmeas, pm = pmeas; measuring = (R > 0);
  uint64_t dl = now() + 8000000000ull; while (delivered < expectd && now() < dl) poll_once(50);
  Samp z = sample(1); double sec = (tm1 - tm0) / 1e9, cpu = m1.cpu - m0.cpu;
  printf(",\"posted\":%llu,\"expected\":%llu,\"delivered\":%llu,\"missing\":%lld,\"posts_per_s\":%.0f,\"deliveries_per_s\":%.0f,\"p50_ms\":%.2f,\"p90_ms\":%.2f,\"p99_ms\":%.2f,\"p999_ms\":%.2f,\"gen_late_ms\":%.1f,\"srv_cpu_s\":%.2f,\"srv_user_frac\":%.2f,\"srv_cpu_us_per_delivery\":%.3f,\"deliveries_per_cpu_s\":%.0f,\"srv_cpu_us_per_post\":%.0f,\"srv_cpu_load\":%.2f,\"cli_cpu_us_per_delivery\":%.3f,\"wire_bytes_per_delivery\":%.1f,\"end_pss_mb\":%.1f,\"conn_lost\":%llu}\n",
    (unsigned long long)posted, (unsigned long long)expectd, (unsigned long long)delivered, (long long)(expectd - delivered), pm / sec, dm / sec,
    pct(hist, .5) / 1e3, pct(hist, .9) / 1e3, pct(hist, .99) / 1e3, pct(hist, .999) / 1e3, late, cpu, cpu ? (m1.utime - m0.utime) / cpu : 0, dm ? cpu / dm * 1e6 : 0, cpu ? dm / cpu : 0, pm ? cpu / pm * 1e6 : 0, cpu / sec, dm ? cc / dm * 1e6 : 0, delivered ? (double)bytes_in / delivered : 0, z.pss / 1024, (unsigned long long)nfail);
  return 0;
}
