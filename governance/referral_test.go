package governance_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
)

// A Wish is turned into an errand, and hears what came of it; who votes for it
// stays unknown.
type Wish struct {
	governance.Head
	Errand uuid.UUID `json:"errand,omitzero" zh:"转办" en:"Errand"`
	Heard  string    `json:"heard,omitempty" zh:"结果" en:"What came of it"`
	Votes  int       `json:"votes,omitempty" zh:"票数" en:"Votes"`
}

// An Errand is whatever is referred to it.
type Errand struct {
	governance.Head
	Title string `json:"title" zh:"标题" en:"Title" personal:"content"`
}

type (
	wish   struct{}
	hand   struct{}
	vote   struct{}
	finish struct{}
)

func (wish) Verb() string   { return "wish" }
func (hand) Verb() string   { return "hand" }
func (vote) Verb() string   { return "vote" }
func (finish) Verb() string { return "finish" }

func wishes(hears bool) governance.Institution[Wish] {
	open := governance.Phases("open")
	anyone := governance.ByAnyone[Wish]()
	rules := []governance.Rule[Wish]{
		governance.On(governance.Phases(governance.Unopened), open, anyone, nil, func(*Wish, wish, *governance.Moment) {}).As("wish.wish", "toy", "许愿", "wish"),
		governance.On(open, nil, anyone, nil, func(w *Wish, _ hand, m *governance.Moment) {
			w.Errand = m.Open("errand", governance.Refer{Title: "修灯", Text: "三号楼", Unit: hill, Subject: ann}).ID
		}).As("wish.hand", "toy", "转办", "hand on"),
		governance.On(open, nil, anyone, nil, func(w *Wish, _ vote, m *governance.Moment) {
			w.Votes++
			m.Take(governance.Claim("vote:" + w.ID.String() + ":" + m.Actor.Person))
		}).As("wish.vote", "toy", "投票", "vote").Secretly(),
	}
	verbs := []governance.VerbLabel{{Verb: "wish", Label: label("许愿", "Wish")}, {Verb: "hand", Label: label("转办", "Hand on")}, {Verb: "vote", Label: label("投票", "Vote")}}
	if hears {
		rules = append(rules, governance.On(open, nil, governance.ByConsequence[Wish](), nil, func(w *Wish, cmd governance.Concluded, m *governance.Moment) {
			w.Heard = m.Cause.Ref.Kind + " " + cmd.Outcome
		}).As("wish.concluded", "toy", "得知结果", "hears"))
		verbs = append(verbs, governance.ReferVerbs()[1])
	}
	return governance.Institution[Wish]{
		Kind: "wish", Schema: 1, Public: true, Audience: func(_ *Wish, to []governance.Address) []governance.Address { return append(to, governance.Public) },
		Table: governance.Table[Wish]{Phases: []governance.PhaseLabel{{Phase: "open", Label: label("许愿中", "open")}}, Verbs: verbs, Rules: rules},
	}
}

func errandsReferred() governance.Institution[Errand] {
	return governance.Institution[Errand]{
		Kind: "errand", Schema: 1, Public: true, Audience: func(_ *Errand, to []governance.Address) []governance.Address { return append(to, governance.Public) },
		Table: governance.Table[Errand]{
			Phases: []governance.PhaseLabel{{Phase: "open", Label: label("待办", "open")}, {Phase: "done", Label: label("办结", "done"), Final: true}},
			Verbs:  []governance.VerbLabel{governance.ReferVerbs()[0], {Verb: "finish", Label: label("办结", "Finish")}},
			Rules: []governance.Rule[Errand]{
				governance.On(governance.Phases(governance.Unopened), governance.Phases("open"), governance.ByConsequence[Errand](), nil, func(e *Errand, cmd governance.Refer, m *governance.Moment) {
					e.Title, e.Subject, e.Origin = cmd.Title, cmd.Subject, m.Origin()
				}).As("errand.refer", "toy", "转入", "referred"),
				governance.On(governance.Phases("open"), governance.Phases("done"), governance.ByAnyone[Errand](), nil, func(e *Errand, _ finish, m *governance.Moment) {
					e.Close(m, "solved")
				}).As("errand.finish", "toy", "办结", "finish"),
			},
		},
	}
}

type referring struct {
	*world
	wishes  *governance.Book[Wish]
	errands *governance.Book[Errand]
}

func newReferring(t *testing.T, hears bool) referring {
	r := referring{world: newWorldOn(t, memory.New(), 1)}
	var err error
	r.wishes, err = governance.NewBook(wishes(hears))
	require.NoError(t, err)
	r.errands, err = governance.NewBook(errandsReferred())
	require.NoError(t, err)
	r.office, err = governance.Assemble(governance.Ports{Ledger: r.ledger, Now: r.clock, Entropy: chance(9), Directory: r.dir, Calendar: r.calendar}, r.wishes.Shelf, r.errands.Shelf)
	require.NoError(t, err)
	return r
}

func (r referring) give(person string, id uuid.UUID, cmd governance.Command) *Wish {
	r.Helper()
	w, err := r.wishes.Do(r.Context(), governance.Request{Actor: r.actor(person), ID: id, Command: cmd})
	require.NoError(r, err)
	return w
}

// Issue 5: "conversions between institutions are one commit, linked both ways"; the
// one it came from is told how it ended, where it has ears for that.
func TestReferredAndTold(t *testing.T) {
	for _, hears := range []bool{true, false} {
		r := newReferring(t, hears)
		id := r.give(ann, uuid.Nil, wish{}).ID
		before := r.feed()
		w := r.give(ann, id, hand{})
		entries, err := r.ledger.Entries(t.Context(), governance.Span{After: before})
		require.NoError(t, err)
		require.Len(t, entries, 2)
		e, err := r.errands.Get(t.Context(), r.actor(ann), w.Errand)
		require.NoError(t, err)
		assert.Equal(t, governance.OriginOf(governance.Ref{Kind: "wish", ID: id}), e.Origin)
		assert.Equal(t, ann, e.Subject)
		_, err = r.errands.Do(t.Context(), governance.Request{Actor: r.actor(bo), ID: e.ID, Command: finish{}})
		require.NoError(t, err)
		w, err = r.wishes.Get(t.Context(), r.actor(ann), id)
		require.NoError(t, err)
		assert.Equal(t, map[bool]string{true: "errand solved"}[hears], w.Heard)
		require.NoError(t, r.wishes.Verify(t.Context(), id))
	}
}

// 4 G8: a ballot may be secret: that somebody voted is known, once; the history
// does not say who.
func TestASecretRowSaysNobody(t *testing.T) {
	r := newReferring(t, true)
	id := r.give(ann, uuid.Nil, wish{}).ID
	r.give(bo, id, vote{})
	r.give(deng, id, vote{})
	_, err := r.wishes.Do(t.Context(), governance.Request{Actor: r.actor(bo), ID: id, Command: vote{}})
	require.ErrorAs(t, err, new(*governance.ConflictError), "one person, one vote")
	history := r.entries(governance.Ref{Kind: "wish", ID: id})
	require.Len(t, history, 3)
	assert.Equal(t, ann, history[0].By.Person)
	for _, e := range history[1:] {
		assert.Zero(t, e.By)
		assert.NotContains(t, strings.Join([]string{string(governance.Join(e.Body)), string(governance.Join(e.Changes))}, " "), bo)
	}
	for _, rule := range r.wishes.Describe().Rules {
		assert.Equal(t, rule.Verb == "vote", rule.Secret)
	}
	require.NoError(t, r.wishes.Verify(t.Context(), id))
}

// Nor does an answer kept under an idempotency key say who: it would show the
// version, and so the vote, beside the account. Asked again, the claim refuses.
func TestASecretRowKeepsNoAnswer(t *testing.T) {
	r := newReferring(t, true)
	id := r.give(ann, uuid.Nil, wish{}).ID
	for verb, cmd := range map[string]governance.Command{"vote": vote{}, "hand": hand{}} {
		req := governance.Request{Actor: r.actor(bo), ID: id, Command: cmd, Key: verb}
		receipt, err := r.wishes.Shelf.Do(t.Context(), req)
		require.NoError(t, err)
		assert.NotEmpty(t, receipt.Answer, "who gave the command is answered all the same")
		kept, err := r.ledger.Answer(t.Context(), req.Actor.Account, verb, r.clock())
		require.NoError(t, err)
		assert.Equal(t, verb == "vote", kept.Body == nil, "%s", verb)
	}
	_, err := r.wishes.Shelf.Do(t.Context(), governance.Request{Actor: r.actor(bo), ID: id, Command: vote{}, Key: "vote"})
	require.ErrorAs(t, err, new(*governance.ConflictError))
}

// What is secret stays so in the records that it has consequences for.
func TestASecretsConsequencesSayNobody(t *testing.T) {
	rule := governance.On(governance.Phases("open"), nil, governance.ByAnyone[Wish](), nil, func(w *Wish, _ hand, m *governance.Moment) {
		w.Errand = m.Open("errand", governance.Refer{Title: "修灯", Text: "三号楼", Unit: hill}).ID
	}).As("wish.hand", "toy", "转办", "hand on").Secretly()
	in := wishes(true)
	in.Table.Rules[1] = rule
	r := newReferring(t, true)
	var err error
	r.wishes, err = governance.NewBook(in)
	require.NoError(t, err)
	r.errands, err = governance.NewBook(errandsReferred())
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: r.ledger, Now: r.clock, Entropy: chance(9), Directory: r.dir, Calendar: r.calendar}, r.wishes.Shelf, r.errands.Shelf)
	require.NoError(t, err)
	w := r.give(bo, r.give(ann, uuid.Nil, wish{}).ID, hand{})
	for _, e := range r.entries(governance.Ref{Kind: "errand", ID: w.Errand}) {
		assert.Zero(t, e.By)
	}
}

// Issue 5: what was referred is followed to its end.
func TestReferralsAreCounted(t *testing.T) {
	r := governance.Referrals{Given: 3}
	for _, outcome := range []string{"done", "dropped"} {
		r.Hear(governance.Concluded{Outcome: outcome}, "done", "solved")
	}
	assert.Equal(t, governance.Referrals{Given: 3, Ended: 2, Done: 1}, r)
	assert.Equal(t, 1, r.Open())
}

func TestOriginIsARef(t *testing.T) {
	ref := governance.Ref{Kind: "case", ID: uuid.New()}
	got, ok := governance.OriginOf(ref).Ref()
	assert.True(t, ok)
	assert.Equal(t, ref, got)
	for _, none := range []governance.Origin{"", "case", "case:", "case:x"} {
		_, ok := none.Ref()
		assert.False(t, ok, "%q", none)
	}
}
