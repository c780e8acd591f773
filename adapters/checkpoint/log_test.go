package checkpoint_test

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"regexp"
	"strings"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/checkpoint"
	"github.com/jinlin-project/jinlin/governance"
)

// kept is a log that went through its text.
func kept(t testing.TB, log checkpoint.Log) (back checkpoint.Log) {
	t.Helper()
	text, err := log.MarshalText()
	require.NoError(t, err)
	require.LessOrEqual(t, len(text), 200+50*64)
	require.NoError(t, back.UnmarshalText(text))
	require.True(t, back == log, "%s", text)
	return back
}

// doc.go, What things cost: the state stopped and taken up at every possible
// point, once or at each of them, gives the same roots.
func TestResumedAtEveryPoint(t *testing.T) {
	all := newWorld(t, 20, 150).feed()
	roots := make([]checkpoint.Log, len(all)+1)
	for i := range all {
		roots[i+1] = roots[i]
		require.NoError(t, roots[i+1].Add(&all[i]))
	}
	var stepping checkpoint.Log
	for n := range len(all) + 1 {
		n, err := stepping.Follow(t.Context(), all[:n])
		require.NoError(t, err)
		require.LessOrEqual(t, n, int64(1))
		stepping = kept(t, stepping)
		require.True(t, stepping == roots[stepping.Count()])
		resumed := kept(t, stepping)
		read, err := resumed.Follow(t.Context(), all)
		require.NoError(t, err)
		require.Equal(t, int64(len(all))-stepping.Count(), read)
		require.True(t, resumed == roots[len(all)])
	}
}

// spy counts what is asked of a feed.
type spy struct {
	checkpoint.Feed
	handed int
}

func (s *spy) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	out, err := s.Feed.Entries(ctx, span)
	s.handed += len(out)
	return out, err
}

// "The next checkpoint reads the new entries only, besides the last old one."
func TestFeedIsNotReadTwice(t *testing.T) {
	w := newWorld(t, 7, 2500)
	s := &spy{Feed: w}
	log := followed(t, s)
	require.Equal(t, 2500, s.handed)
	w.write(ref(1))
	w.write(ref(2))
	n, err := log.Follow(t.Context(), s)
	require.NoError(t, err)
	require.Equal(t, int64(2), n)
	require.Equal(t, 2503, s.handed)
	s.handed = 0
	_, signed := made(t, w.feed()[:1200])
	_, err = checkpoint.Verify(t.Context(), s, signed, verifier(t))
	require.NoError(t, err)
	require.Equal(t, 1200, s.handed, "and a checkpoint's count is as far as Verify reads")
}

// "If the feed no longer has the last entry that was read, it is not the one
// that was followed."
func TestFeedThatWasReplaced(t *testing.T) {
	all := newWorld(t, 5, 40).feed()
	for name, alter := range map[string]func(h history) history{
		"an older backup":                   func(h history) history { return h[:39] },
		"an older backup that was added to": func(h history) history { return append(h[:30], h[31:]...) },
		"emptied":                           func(history) history { return nil },
		"the last rewritten":                func(h history) history { h[39].Verb = "forget"; return h.rechained() },
	} {
		log := followed(t, all)
		was := log
		altered := alter(all.copied())
		if len(altered) == 39 { // as if somebody wrote on
			altered.rechained()
		}
		_, err := log.Follow(t.Context(), altered)
		var f *checkpoint.FaultError
		require.ErrorAs(t, err, &f, name)
		require.Equal(t, checkpoint.FaultError{Fault: checkpoint.Resumed, Position: 40}, *f, name)
		require.ErrorIs(t, err, governance.ErrTampered)
		require.True(t, was == log, name)
	}
}

// An entry that does not lie behind the last changes nothing; a feed that hands
// out its own past ends the reading.
func TestOutOfOrder(t *testing.T) {
	all := newWorld(t, 5, 10).feed()
	log := followed(t, all[:5])
	was := log
	for _, i := range []int{0, 4} {
		var f *checkpoint.FaultError
		require.ErrorAs(t, log.Add(&all[i]), &f)
		require.Equal(t, checkpoint.Order, f.Fault)
		require.Equal(t, all[i].Position, f.Position)
	}
	require.True(t, was == log)
	all[7].Position = 3
	_, err := log.Follow(t.Context(), all)
	require.ErrorIs(t, err, governance.ErrTampered)
	require.Equal(t, int64(7), log.Count(), "what was read before stays read")
}

// failing is a feed that breaks off.
type failing struct{ history }

var errBroken = errors.New("the disk is gone")

func (f failing) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	if span.After >= 1000 {
		return nil, errBroken
	}
	return f.history.Entries(ctx, span)
}

// What a ledger cannot give is its error and no fault of history.
func TestFeedThatFails(t *testing.T) {
	all := newWorld(t, 5, 1500).feed()
	_, signed := made(t, all)
	var log checkpoint.Log
	n, err := log.Follow(t.Context(), failing{all})
	require.ErrorIs(t, err, errBroken)
	require.NotErrorIs(t, err, governance.ErrTampered)
	require.Equal(t, int64(1000), n)
	_, err = checkpoint.Verify(t.Context(), failing{all}, signed, verifier(t))
	require.ErrorIs(t, err, errBroken)
	n, err = log.Follow(t.Context(), all)
	require.NoError(t, err)
	require.Equal(t, int64(500), n, "the next call goes on there")
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = log.Follow(ctx, newWorld(t, 1, 1))
	require.ErrorIs(t, err, context.Canceled)
}

// "Anything else is a FormatError and leaves the Log as it was": every cut,
// every line left out or doubled, and every bit.
func TestStateThatIsDamaged(t *testing.T) {
	log := followed(t, newWorld(t, 5, 13).feed())
	was := log
	text, err := log.MarshalText()
	require.NoError(t, err)
	lines := strings.SplitAfter(string(text), "\n")
	var bad []string
	for i := range text {
		bent := append([]byte{}, text...)
		bent[i] ^= 1
		bad = append(bad, string(text[:i]), string(bent))
	}
	for i := range lines[:len(lines)-1] {
		bad = append(bad, strings.Join(append(append([]string{}, lines[:i]...), lines[i+1:]...), ""))
		bad = append(bad, strings.Join(append(append([]string{}, lines[:i+1]...), lines[i:]...), ""))
	}
	for _, b := range append(bad, string(text)+"\n", string(text)+string(text)) {
		var format *checkpoint.FormatError
		require.ErrorAs(t, log.UnmarshalText([]byte(b)), &format, "%q", b)
		require.True(t, was == log)
	}
	require.NoError(t, log.UnmarshalText(text))
}

// A state whose sum is right, and which no Log has all the same.
func TestStateThatCannotBe(t *testing.T) {
	text := string(stateOf(t, newWorld(t, 5, 13).feed()))
	root := strings.SplitAfter(string(stateOf(t, history{})), "\n")
	for name, bad := range map[string]string{
		"more entries than positions": strings.Replace(text, "position 13", "position 12", 1),
		"another last leaf":           regexp.MustCompile(`last .*`).ReplaceAllString(text, "last "+strings.Repeat("A", 43)+"="),
		"none, with a position":       root[0] + root[1] + "position 4\n" + root[3],
	} {
		body, _, _ := strings.Cut(bad, "sha256 ")
		var log checkpoint.Log
		var format *checkpoint.FormatError
		require.ErrorAs(t, log.UnmarshalText(fmt.Appendf(nil, "%ssha256 %x\n", body, sha256.Sum256([]byte(body)))), &format, name)
		body, _, _ = strings.Cut(text, "sha256 ")
		require.NoError(t, log.UnmarshalText(fmt.Appendf(nil, "%ssha256 %x\n", body, sha256.Sum256([]byte(body)))))
	}
}

// stateOf is the state at the end of a feed.
func stateOf(t *testing.T, feed checkpoint.Feed) []byte {
	t.Helper()
	log := followed(t, feed)
	text, err := log.MarshalText()
	require.NoError(t, err)
	return text
}

// overfull is a feed that hands out more than it was asked for.
type overfull struct{ history }

func (o overfull) Entries(ctx context.Context, span governance.Span) ([]governance.Entry, error) {
	span.Limit = len(o.history)
	return o.history.Entries(ctx, span)
}

// What a feed gives beyond a checkpoint's count is not looked at either.
func TestFeedThatGivesMore(t *testing.T) {
	all := newWorld(t, 5, 40).feed()
	_, signed := made(t, all[:30])
	all[35].Verb = "forget"
	_, err := checkpoint.Verify(t.Context(), overfull{all}, signed, verifier(t))
	require.NoError(t, err)
}

// "A reader that continues from the last position it saw never misses an
// entry": while eight write, one follows, and in the end has what one has who
// reads at leisure.
func TestFollowingAmidWriters(t *testing.T) {
	const writers, each = 8, 200
	w := newWorld(t, 1, 0)
	var group sync.WaitGroup
	done := make(chan struct{})
	for n := range writers {
		group.Go(func() {
			for i := range each {
				w.write(ref(n*100 + i%7))
			}
		})
	}
	go func() { group.Wait(); close(done) }()
	var log checkpoint.Log
	var marks []checkpoint.Checkpoint
	for writing := true; writing; {
		select {
		case <-done:
			writing = false
		default:
		}
		_, err := log.Follow(t.Context(), w)
		require.NoError(t, err)
		log = kept(t, log)
		marks = append(marks, log.Checkpoint(origin, friday))
	}
	require.Equal(t, int64(writers*each), log.Count())
	leisure := followed(t, w)
	require.True(t, leisure == log)
	audit := checkpoint.Audit{Marks: marks}
	found, err := audit.Run(t.Context(), w)
	require.NoError(t, err, "each checkpoint made on the way holds")
	require.True(t, found.Log == log)
}
