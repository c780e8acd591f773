package governance_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
)

// consulting is a question that passes another on, named by data.
type consulting struct {
	Kind     string `json:"kind" zh:"制度" en:"Kind"`
	Question string `json:"question" zh:"询问" en:"Question"`
	Name     string `json:"name" zh:"参数名" en:"Name of a parameter"`
	Text     string `json:"text" zh:"参数" en:"Parameter"`
}

// newConsultants are the toy district with tags that pass questions on.
func newConsultants(t testing.TB) (*world, *governance.Shelf) {
	w := newWorld(t)
	listed := governance.Ask("listed", func(context.Context, *governance.Reader, nothing) (*governance.Listing, error) {
		return &governance.Listing{Columns: []governance.ListingColumn{{Name: "room", Label: label("场所", "room")}}}, nil
	}).As("toy", label("一览", "listed"), label("一览", "listed"))
	inward := governance.Ask("inward", func(context.Context, *governance.Reader, nothing) (int, error) { return 1, nil }).
		As("toy", label("内", "inward"), label("内", "inward")).ToDecisions()
	in := loanInstitution()
	in.Asks = []governance.Question{askRooms(), listed, inward}
	loans, err := governance.NewBook(in)
	require.NoError(t, err)
	w.loans = loans
	tags := tagInstitution()
	tags.Asks = []governance.Question{governance.Ask("pass-on", func(ctx context.Context, r *governance.Reader, p consulting) (string, error) {
		params := map[string]any{}
		if p.Name != "" {
			params[p.Name] = p.Text
		}
		told, err := r.Consult(ctx, p.Kind, p.Question, params)
		return string(told), err
	}).As("toy", label("转问", "pass on"), label("转问", "passes a question on"))}
	book, err := governance.NewBook(tags)
	require.NoError(t, err)
	w.office, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(3), Directory: w.dir, Calendar: w.calendar}, loans.Shelf, book.Shelf)
	require.NoError(t, err)
	return w, book.Shelf
}

// What is consulted tells the asker what asking it themselves would, and no more.
func TestConsultingTellsWhatAskingWould(t *testing.T) {
	w, tags := newConsultants(t)
	w.lent(ann, "1")
	told := func(actor governance.Actor, p consulting) (any, error) {
		return tags.Ask(t.Context(), actor, "pass-on", &p)
	}
	for person, want := range map[string]string{deng: `["350205001001001"]`, mei: `[]`} {
		got, err := told(w.actor(person), consulting{Kind: "loan", Question: "rooms", Name: "unit", Text: "350205001001"})
		require.NoError(t, err)
		assert.Equal(t, want, got, person)
	}
	got, err := told(governance.Actor{System: true}, consulting{Kind: "loan", Question: "rooms"})
	require.NoError(t, err)
	assert.Equal(t, `["350205001001001"]`, got)
	got, err = told(w.actor(ann), consulting{Kind: "loan", Question: "listed"})
	require.NoError(t, err)
	assert.Equal(t, `{"columns":[{"name":"room","label":"场所"}],"rows":[]}`, got, "a listing as it is told in Chinese")
}

// What cannot be consulted so is told apart: what nobody here answers, what is
// kept from people, parameters at fault, and names that the question does not know.
func TestConsultingRefuses(t *testing.T) {
	w, tags := newConsultants(t)
	fails := func(p consulting) error {
		_, err := tags.Ask(t.Context(), w.actor(ann), "pass-on", &p)
		require.Error(t, err)
		return err
	}
	for _, p := range []consulting{{Kind: "lone", Question: "rooms"}, {Kind: "loan", Question: "roams"}, {Kind: "loan", Question: "inward"}} {
		assert.ErrorAs(t, fails(p), new(*governance.NotFoundError), "%+v", p)
	}
	assert.Equal(t, "from bad-time", faults(fails(consulting{Kind: "loan", Question: "figures", Name: "from", Text: "yesterday"})))
	assert.ErrorAs(t, fails(consulting{Kind: "loan", Question: "rooms", Name: "uint", Text: "350205"}), new(*governance.Defect))
}

// A reader knows the institutions by their descriptions, and the organisation of
// days that have passed.
func TestAReaderLooksAround(t *testing.T) {
	w, _ := newConsultants(t)
	in := tagInstitution()
	var seen []string
	in.Asks = []governance.Question{governance.Ask("around", func(ctx context.Context, r *governance.Reader, _ nothing) (bool, error) {
		require.Nil(t, r.About("loan"), "nobody has assembled it")
		before, err := r.OrgOn(ctx, civil.MustParse("2017-12-31"))
		require.NoError(t, err)
		seen = []string{r.About("tag").Path, before.Name(district), r.Org.Name(district)}
		return before.Has(district), nil
	}).As("toy", label("环顾", "around"), label("环顾", "looks around"))}
	tags, err := governance.NewBook(in)
	require.NoError(t, err)
	_, err = governance.Assemble(governance.Ports{Ledger: w.ledger, Now: w.clock, Entropy: chance(4), Directory: w.dir}, tags.Shelf)
	require.NoError(t, err)
	there, err := tags.Ask(t.Context(), w.actor(ann), "around", &nothing{})
	require.NoError(t, err)
	assert.Equal(t, false, there)
	assert.Equal(t, []string{tags.Describe().Path, "", "海沧区"}, seen)
}
