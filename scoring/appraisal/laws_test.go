package appraisal_test

import (
	"cmp"
	"fmt"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// examine holds everything there is against the laws.
func (k *walker) examine() {
	k.catchUp()
	opinions := map[uuid.UUID]*appraisal.Opinion{}
	for _, id := range k.opinions {
		o, err := k.books.Opinions.Get(k.Context(), governance.Actor{System: true}, id)
		require.NoError(k, err)
		opinions[id] = o
		k.unchanged(o)
		k.objection(o)
	}
	for _, o := range opinions {
		k.succession(o, opinions)
	}
	k.editions(opinions)
}

// unchanged: 3: "an accepted objection corrects the next edition, never the issued
// one silently": an opinion's bytes and digest never change.
func (k *walker) unchanged(o *appraisal.Opinion) {
	bytes := string(o.Content.Canonical())
	was, known := k.issued[o.ID]
	require.True(k, !known || was == bytes, "an opinion has changed")
	k.issued[o.ID] = bytes
	back, err := scoring.Verify([]byte(bytes), o.Sum)
	require.NoError(k, err, "3: anybody can verify the digest")
	require.Equal(k, o.Unit, back.Peer.Unit)
}

// objection: the window, the objection, its ruling and the outcome say one thing.
func (k *walker) objection(o *appraisal.Opinion) {
	say := string(o.Phase) + " " + o.Outcome
	require.Equal(k, o.Phase == appraisal.Settled || o.Phase == appraisal.Discarded, !o.Closed.IsZero(), say)
	require.Equal(k, o.Phase == appraisal.Issued || o.Phase == appraisal.Objected || o.Phase == appraisal.Settled, !o.IssuedAt.IsZero(), say)
	switch o.Outcome {
	case appraisal.Corrected, appraisal.Upheld:
		require.Equal(k, o.Outcome == appraisal.Corrected, o.Ruling.Accepted)
		require.Equal(k, o.Outcome == appraisal.Corrected, len(o.Ruling.LeaveOut) > 0)
		require.NotNil(k, o.Objection)
	case appraisal.Unopposed, string(appraisal.Discarded):
		require.Nil(k, o.Objection, say)
	default:
		require.Equal(k, o.Phase == appraisal.Objected, o.Objection != nil, say)
		require.Nil(k, o.Ruling, say)
	}
	for i := range o.Deadlines {
		if o.Phase == appraisal.Settled || o.Phase == appraisal.Discarded || o.Phase == appraisal.Drafted {
			require.NotEqual(k, governance.Running, o.Deadlines[i].State(k.now), "nothing runs on what is over: %s", say)
		}
	}
}

// succession: an earlier edition points to the later one, once that is issued, and
// the later to the earlier.
func (k *walker) succession(o *appraisal.Opinion, all map[uuid.UUID]*appraisal.Opinion) {
	if next, ok := all[o.Successor]; ok {
		require.Equal(k, o.ID, next.Previous)
		require.Equal(k, o.Content.Peer, next.Content.Peer)
		require.Equal(k, o.Content.Edition+1, next.Content.Edition)
		require.NotContains(k, []governance.Phase{appraisal.Drafted, appraisal.Discarded}, next.Phase)
	}
	if before, ok := all[o.Previous]; ok && o.Phase != appraisal.Drafted && o.Phase != appraisal.Discarded {
		require.Equal(k, o.ID, before.Successor, "3: the edition before says where the next is")
	}
	require.Equal(k, o.Previous != uuid.Nil, o.Changed != "", "a correction shows the difference")
}

// editions: of one period and rule set one is under way at a time, they follow one
// another without gaps, and a round's opinions stand as it does.
func (k *walker) editions(opinions map[uuid.UUID]*appraisal.Opinion) {
	underWay, editions := map[string]int{}, map[string][]int{}
	for _, id := range k.rounds {
		r, err := k.books.Rounds.Get(k.Context(), governance.Actor{System: true}, id)
		require.NoError(k, err)
		series := fmt.Sprintf("%s %s", r.Period, r.Rules.ID)
		open := r.Phase == appraisal.Drafted
		for _, of := range r.Opinions {
			o := opinions[of]
			require.Equal(k, r.ID, o.Round)
			require.Equal(k, r.Edition, o.Content.Edition)
			require.Equal(k, r.Phase == appraisal.Drafted, o.Phase == appraisal.Drafted, "every opinion is issued with its round")
			require.Equal(k, r.Phase == appraisal.Discarded, o.Phase == appraisal.Discarded)
			open = open || o.Phase == appraisal.Issued || o.Phase == appraisal.Objected
		}
		if open {
			underWay[series]++
		}
		if r.Phase != appraisal.Discarded {
			editions[series] = append(editions[series], r.Edition)
		}
	}
	for series, n := range underWay {
		require.Equal(k, 1, n, "one edition at a time: %s", series)
	}
	for series, all := range editions {
		for i, n := range all { // rounds are in the order in which they were computed
			require.Equal(k, i+1, n, "editions follow one another, a discarded one gives its number back: %s", series)
		}
	}
}

// finish checks what is worth looking at once: histories, and that the matters
// behind every number add up to it, as of its instant.
func (k *walker) finish() {
	for _, id := range k.rounds {
		require.NoError(k, k.books.Rounds.Verify(k.Context(), id))
	}
	for _, id := range k.opinions {
		require.NoError(k, k.books.Opinions.Verify(k.Context(), id))
	}
	for _, id := range k.opinions[:min(6, len(k.opinions))] {
		o, err := k.books.Opinions.Get(k.Context(), governance.Actor{System: true}, id)
		require.NoError(k, err)
		k.addsUp(o)
	}
}

// addsUp counts the matters behind each term of an opinion.
func (k *walker) addsUp(o *appraisal.Opinion) {
	for _, term := range o.Content.Terms {
		listing, err := k.matters("system", o.ID, term.ID)
		require.NoError(k, err)
		var num scoring.Fixed
		var den, beside int64
		for _, row := range listing.Rows {
			var value scoring.Fixed
			require.NoError(k, value.UnmarshalText([]byte(cmp.Or(row[6], "0"))))
			num += value
			switch row[4] {
			case "计入分子", "只计入分母":
				den++
			case "未评价":
				beside++
			}
		}
		require.Equal(k, []any{term.Num, term.Den, term.Unrated}, []any{num, den, beside}, "3: the matters behind %s of %s, edition %d", term.ID, o.Unit, o.Content.Edition)
	}
}
