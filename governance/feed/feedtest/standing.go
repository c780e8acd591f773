package feedtest

import (
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance/feed"
)

var standings = []Case{
	{Name: "unknown", check: unknownReader,
		Rule: "A reader that nobody ever held has the zero standing, without an error, and asking does not make it one."},
	{Name: "told", check: standingTold,
		Rule: "The standing tells position, token, holder and end of the lease as they were last set, to the microsecond."},
	{Name: "released", check: standingReleased,
		Rule: "A lease that was released leaves no holder and no end; position and token stay."},
}

var letters = []Case{
	{Name: "kept", check: letterKept,
		Rule: "A letter is kept as it was buried, its time to the microsecond."},
	{Name: "once", check: letterOnce,
		Rule: "Burying the same event of a reader again leaves the letter as it was, without an error."},
	{Name: "in order", check: lettersInOrder,
		Rule: "Letters come in the order of the feed, behind the position asked for, at most as many as asked for, and of that reader only."},
}

func unknownReader(t *trial) {
	require.Equal(t, feed.Standing{}, t.standing("nats"))
	l, err := t.keeper.Acquire(t.Context(), feed.Bid{Reader: "nats", Now: at(0), Until: at(10), Begin: 3})
	require.NoError(t, err)
	assert.Equal(t, feed.Position(3), l.Position, "asking has made it a reader")
}

func standingTold(t *trial) {
	until := at(10).Add(7 * time.Microsecond)
	l, err := t.keeper.Acquire(t.Context(), feed.Bid{Reader: "nats", Holder: "主机-1", Now: at(0), Until: until})
	require.NoError(t, err)
	t.stands(feed.Standing{Token: l.Token, Holder: "主机-1", Until: until})
	t.move(l, 12, 33)
	t.stands(feed.Standing{Position: 12, Token: l.Token, Holder: "主机-1", Until: at(33)})
}

func standingReleased(t *trial) {
	l := t.take(0, 10)
	t.move(l, 12, 10)
	require.NoError(t, t.keeper.Release(t.Context(), l))
	t.stands(feed.Standing{Position: 12, Token: l.Token})
}

// letter is the letter about the event at a position.
func letter(reader string, p feed.Position) feed.Letter {
	return feed.Letter{Reader: reader, Position: p, Event: "case/" + p.String(), Tries: 5, Reason: "太大 (too large)", At: at(int(p))}
}

func (t *trial) bury(l feed.Letter) {
	t.Helper()
	require.NoError(t, t.keeper.(feed.Letters).Bury(t.Context(), l))
}

func (t *trial) buried(want []feed.Letter, reader string, after feed.Position, limit int) {
	t.Helper()
	got, err := t.keeper.(feed.Letters).Buried(t.Context(), reader, after, limit)
	require.NoError(t, err)
	require.Len(t, got, len(want))
	for i := range got {
		assert.True(t, want[i].At.Equal(got[i].At), "it was buried at %s, not %s", want[i].At, got[i].At)
		got[i].At = want[i].At
	}
	if len(want) > 0 {
		assert.Equal(t, want, got)
	}
}

func letterKept(t *trial) {
	l := letter("nats", 3)
	l.At = l.At.Add(5 * time.Microsecond)
	t.bury(l)
	t.buried([]feed.Letter{l}, "nats", 0, 10)
}

func letterOnce(t *trial) {
	l := letter("nats", 3)
	t.bury(l)
	again := l
	again.Tries, again.Reason, again.At = 9, "another", at(99)
	t.bury(again)
	t.buried([]feed.Letter{l}, "nats", 0, 10)
}

func lettersInOrder(t *trial) {
	t.buried(nil, "nats", 0, 10)
	for _, p := range []feed.Position{20, 3, 1000} {
		t.bury(letter("nats", p))
		t.bury(letter("archive", p+1))
	}
	t.buried([]feed.Letter{letter("nats", 3), letter("nats", 20), letter("nats", 1000)}, "nats", 0, 10)
	t.buried([]feed.Letter{letter("nats", 20), letter("nats", 1000)}, "nats", 3, 10)
	t.buried([]feed.Letter{letter("nats", 3)}, "nats", 2, 1)
	t.buried([]feed.Letter{letter("archive", 1001)}, "archive", 21, 10)
	t.buried(nil, "nats", 1000, 10)
}
