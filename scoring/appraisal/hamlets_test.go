package appraisal_test

import (
	"context"
	"math/rand/v2"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/adapters/memory"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// A token is a toy record: what it answers to scoring is made up, so that there can
// be a thousand units without a thousand matters.
type token struct{ governance.Head }

type lay struct{}

func (lay) Verb() string { return "lay" }

// tokens answer that every one of n towns has done one thing well.
func tokens(n int) governance.Institution[token] {
	text := governance.Text{Zh: "例", En: "example"}
	return governance.Institution[token]{
		Kind: "token", Schema: 1,
		Table: governance.Table[token]{
			Phases: []governance.PhaseLabel{{Phase: "laid", Label: text, Final: true}}, Verbs: []governance.VerbLabel{{Verb: "lay", Label: text}},
			Rules: []governance.Rule[token]{governance.On(governance.Phases(governance.Unopened), governance.Phases("laid"), governance.ByAnyone[token](), nil,
				func(*token, lay, *governance.Moment) {}).As("token.lay", "toy", "例", "example")},
		},
		Asks: []governance.Question{
			governance.Ask(scoring.QuestionObservations, func(_ context.Context, _ *governance.Reader, w scoring.Want) (*scoring.Tally, error) {
				period, err := w.Period()
				if err != nil {
					return nil, err
				}
				tally := scoring.NewTally(period)
				for i := range n {
					duty := scoring.Duty{Due: w.From.Add(time.Hour), Done: w.From}
					err := tally.Add(&scoring.Observation{
						Matter: uuid.New(), Serial: "S", Unit: hamlet(i), Group: scoring.Towns, Side: scoring.Responder, List: scoring.NoList, Role: scoring.Lead,
						Asked: w.From, Respond: duty, Complete: duty, Outcome: scoring.Solved,
					})
					if err != nil {
						return nil, err
					}
				}
				return tally, nil
			}).As("toy", text, text).ToDecisions(),
			governance.Ask(scoring.QuestionParts, func(_ context.Context, _ *governance.Reader, w scoring.PartsWanted) ([]uuid.UUID, error) {
				return w.Matters, nil
			}).As("toy", text, text).ToDecisions(),
			governance.Ask(scoring.QuestionEvidence, func(context.Context, *governance.Reader, scoring.Evidence) ([]scoring.Matter, error) {
				return nil, nil
			}).As("toy", text, text).ToDecisions(),
		},
	}
}

// newHamlets is a world of many towns on which opinions are formed.
func newHamlets(t *testing.T, n int) *world {
	w := &world{TB: t, now: instant("2024-10-08 09:00"), org: organisation(t)}
	w.change(founding(n)...)
	book, err := governance.NewBook(tokens(n))
	require.NoError(t, err)
	w.books, err = appraisal.New(appraisal.DefaultSettings("token"))
	require.NoError(t, err)
	w.office, err = governance.Assemble(governance.Ports{
		Ledger: memory.New(), Now: func() time.Time { return w.now }, Entropy: rand.NewChaCha8([32]byte{1}), Directory: directory{w},
	}, book.Shelf, w.books.Rules.Shelf, w.books.Rounds.Shelf, w.books.Opinions.Shelf)
	require.NoError(t, err)
	return w
}
