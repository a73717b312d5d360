/* stream.h - replies that stay open and say a number whenever it changes; knows no socket.
 *
 * A page that sets reply.topic is a stream (http.h). Its connection sleeps and holds no thread. One thread of ours
 * looks at the number of each topic after every commit of this program, and once a second for those of others; a
 * stream whose number is behind, or that was not asked for ten seconds, is asked again: its page runs anew, with
 * who the visitor is now, and what it writes is sent. Where it refuses (logged out, a right taken away), the stream
 * ends. */
#ifndef WEB_STREAM_H
#define WEB_STREAM_H
#include "web/exchange.h"

enum { STREAM_TEXT = 512 };
struct streams;
/* One open stream; of the server's, which frees it after stream_leave(). */
struct stream {
    struct streams *of;
    struct stream *next, *before;
    struct exchange *x;
    void *connection;
    int64_t topic, number, began, asked;
    char text[STREAM_TEXT]; size_t text_n;     /* to be sent */
    bool inside, asleep, ending, busy;
};
/* What puts a connection to sleep and wakes it. Called under a lock. */
struct stream_ways { void (*sleep)(void *connection); void (*wake)(void *connection); };

error streams_open(struct arena *a, struct shop *shop, struct stream_ways ways, struct streams **out) MUST_USE;
/* s->x has been answered; says what it says at first. False: there are too many, or the server is closing. */
bool  stream_enter(struct streams *w, struct stream *s);
/* For the connection: how many bytes, 0 asleep, -1 the end. */
int64_t stream_read(struct stream *s, char *to, size_t room);
void  stream_leave(struct stream *s);          /* the connection is gone; nothing of ours touches s or s->x any more */
void  streams_look(struct streams *w);         /* something may have been written */
void  streams_close(struct streams *w);        /* every stream ends at once; none is let in any more */
size_t streams_count(struct streams *w);
#endif
