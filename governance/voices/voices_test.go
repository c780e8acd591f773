package voices_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/governance/voices"
	"github.com/jinlin-project/jinlin/governance/voices/channel"
	"github.com/jinlin-project/jinlin/governance/voices/reply"
	"github.com/jinlin-project/jinlin/internal/districttest"
)

func open(tb testing.TB) *districttest.World {
	books, err := voices.New(nil, casework.KindCase)
	require.NoError(tb, err)
	cases, err := casework.New(nil)
	require.NoError(tb, err)
	board, err := notice.New()
	require.NoError(tb, err)
	return districttest.New(tb, memory.New(), append(books.Shelves(), cases.Shelf, board.Shelf)...)
}

func TestScenarios(t *testing.T) {
	districttest.Scenarios(t, open, voices.Kind, reply.Kind)
}

// G9: the same text of the same person is counted once, and a digest holds that, never
// the text; what differs is counted by itself.
func TestTheSameIsCountedOnce(t *testing.T) {
	w := open(t)
	say := func(who, text string) error {
		_, err := w.Try(who, voices.Kind, uuid.Nil, voices.Leave{Channel: channel.Board, Place: districttest.Compound, Text: text})
		return err
	}
	require.NoError(t, say("resident", "路灯 3 号不亮ABC"))
	for _, same := range []string{"路灯3号不亮ABC", "路灯３号，不亮abc！", "\n路灯3号\t不亮 ａｂｃ"} {
		var conflict *governance.ConflictError
		require.ErrorAs(t, say("resident", same), &conflict, same)
		assert.Equal(t, governance.Claimed, conflict.Reason)
		assert.NotContains(t, string(conflict.Claim), "路灯")
		assert.NotContains(t, string(conflict.Claim), "resident")
	}
	assert.NoError(t, say("resident", "路灯4号不亮ABC"))
	assert.NoError(t, say("resident-2", "路灯3号不亮ABC"))
	assert.Len(t, districttest.Records[voices.Voice](w, voices.Kind), 3)
}

// What was handled, against counting by hand over random voices.
func TestHandledAgainstCounting(t *testing.T) {
	r := rand.New(rand.NewPCG(6, 7))
	w := open(t)
	for i := range 40 {
		ref := w.Do("resident", voices.Kind, uuid.Nil, voices.Leave{Channel: []channel.Channel{channel.Board, channel.Mailbox}[r.IntN(2)], Place: districttest.Community, Text: fmt.Sprint("第", i, "件")})
		w.To(w.Now().Add(time.Duration(r.IntN(9)) * 24 * time.Hour))
		switch r.IntN(5) {
		case 0:
			w.Do("community", ref.Kind, ref.ID, voices.Convert{})
		case 1:
			w.Do("resident", ref.Kind, ref.ID, voices.Withdraw{})
		case 2:
			w.Do("community", ref.Kind, ref.ID, voices.Decline{Reason: "广告"})
		case 3:
			w.Do("community", ref.Kind, ref.ID, voices.Respond{Text: "已办"})
		}
	}
	all := districttest.Records[voices.Voice](w, voices.Kind)
	for _, from := range []time.Time{{}, all[15].Opened} {
		var want voices.Handled
		for _, v := range all {
			if v.Phase == voices.Dropped && v.Outcome == voices.Withdrawn || v.Opened.Before(from) {
				continue
			}
			want.Handled.Den++
			if v.Phase != voices.Answered && v.Phase != voices.Converted {
				continue
			}
			want.Handled.Num++
			want.InTime.Den++
			if v.Deadlines[0].State(w.Now()) == governance.Met {
				want.InTime.Num++
			}
		}
		want.Rate = want.Handled.Percent(2)
		require.Greater(t, want.InTime.Den, want.InTime.Num, "some were late")
		params := "{}"
		if !from.IsZero() {
			params = fmt.Sprintf(`{"from":%q}`, from.Format(time.RFC3339))
		}
		got, err := w.Ask("district", voices.Kind, "handled", params)
		require.NoError(t, err)
		assert.Equal(t, want, got)
	}
}

// A matter that a voice became is linked both ways, in the sender's name, with the
// beginning of a long text as its title.
func TestConvertedIsLinkedBothWays(t *testing.T) {
	w := open(t)
	ref := w.Do("resident", voices.Kind, uuid.Nil, voices.Leave{Channel: channel.Board, Place: districttest.Compound, Text: strings.Repeat("路灯", 40) + "\n详情"})
	w.Do("community", ref.Kind, ref.ID, voices.Convert{})
	matter, ok := governance.Origin(districttest.Record[voices.Voice](w, ref).Matter).Ref()
	require.True(t, ok)
	e := districttest.Record[casework.Case](w, matter)
	assert.Equal(t, governance.OriginOf(ref), e.Origin)
	assert.Equal(t, "resident", e.Subject)
	assert.Equal(t, strings.Repeat("路灯", 15)+"…", e.Title)
}

// A matter may end more than once, since it may be taken up again: the voice hears of
// each end, and refuses none.
func TestAVoiceHearsOfEachEnd(t *testing.T) {
	books, err := voices.New(nil, "task")
	require.NoError(t, err)
	w := districttest.New(t, memory.New(), append(books.Shelves(), districttest.Errands(t, "task"))...)
	ref := w.Do("resident", voices.Kind, uuid.Nil, voices.Leave{Channel: channel.Board, Place: districttest.Compound, Text: "路灯不亮"})
	w.Do("community", ref.Kind, ref.ID, voices.Convert{})
	matter, _ := governance.Origin(districttest.Record[voices.Voice](w, ref).Matter).Ref()
	for _, outcome := range []string{"partly", "solved"} {
		w.Do("town", matter.Kind, matter.ID, districttest.Finish{Outcome: outcome})
		assert.Equal(t, outcome, districttest.Record[voices.Voice](w, ref).Came)
		w.Do("town", matter.Kind, matter.ID, districttest.Resume{})
	}
}
