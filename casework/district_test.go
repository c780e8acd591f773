package casework_test

import (
	"encoding/json"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// twoPolicies are the defaults, and for the district next door two hours to
// check and to answer, its own categories, and no reopening.
func twoPolicies() *casework.Policy {
	p, own := casework.DefaultPolicy(), casework.DefaultPolicy()
	for _, name := range []string{"verify", "answer"} {
		own.Limits = own.With(name, "", governance.Period{N: 2, Unit: governance.WorkingHours})
	}
	own.Categories = casework.Categories{{Code: "H", Label: governance.Text{Zh: "湖里", En: "Huli"}}}
	own.MaxReopenings = 0
	p.Districts = map[orgtree.Code]*casework.Policy{elsewhere: own}
	return p
}

// there is a report from the district next door.
func there(category string) casework.Report {
	r := report()
	r.Place.Unit, r.Category = huli, category
	return r
}

// 2.4 [D]: the defaults are replaceable per district. The law goes by the
// record's district, also while the record is being opened.
func TestPolicyPerDistrict(t *testing.T) {
	w := newWorld(t, twoPolicies())
	hours, day := governance.Period{N: 2, Unit: governance.WorkingHours}, governance.Period{N: 1, Unit: governance.WorkingDays}
	require.Equal(t, day, w.do("resident", uuid.Nil, report()).Deadlines[0].Period)
	c := w.do("stranger", uuid.Nil, there("H"))
	require.Equal(t, hours, c.Deadlines[0].Period, "while it is opened")
	w.do("huli-community", c.ID, casework.Return{Reason: "x"})
	c = w.do("stranger", c.ID, casework.Amend{})
	require.Equal(t, hours, running(c, "verify", huli).Period, "and ever after")

	q, err := w.inquiries.Do(t.Context(), governance.Request{Actor: w.actor("stranger"), Command: casework.Ask{Title: "x", Category: "H", Place: casework.Place{Unit: huli}}})
	require.NoError(t, err)
	require.Equal(t, hours, q.Deadlines[0].Period)
	q, err = w.inquiries.Do(t.Context(), governance.Request{Actor: w.actor("huli-community"), ID: q.ID, Command: casework.Convert{}})
	require.NoError(t, err)
	require.Equal(t, hours, w.get(q.Matter).Deadlines[0].Period, "of what an inquiry became too")
}

// What is checked is checked against the district's own choices, and so is what
// is offered.
func TestChoicesPerDistrict(t *testing.T) {
	w := newWorld(t, twoPolicies())
	_, err := w.try("stranger", uuid.Nil, there("A103"))
	require.Equal(t, []string{"category unknown-category"}, faults(t, err))
	bad := there("A103")
	bad.Title = ""
	_, err = w.try("stranger", uuid.Nil, bad) // faults of the fields and of the world, together
	require.Equal(t, []string{"title required", "category unknown-category"}, faults(t, err))
	bad = report()
	bad.Category = "H"
	_, err = w.try("resident", uuid.Nil, bad)
	require.Equal(t, []string{"category unknown-category"}, faults(t, err))

	id := w.do("stranger", uuid.Nil, there("")).ID // MaxReopenings
	for _, cmd := range []governance.Command{casework.Verify{}, casework.Handle{}, completed(), casework.Feedback{Text: "x"}, casework.Publish{Summary: "x"}} {
		w.do("huli-community", id, cmd)
	}
	w.do("stranger", id, casework.Rate{Scores: scores(w.get(id), 1)})
	v, err := w.cases.Shelf.Get(t.Context(), w.actor("stranger"), id)
	require.NoError(t, err)
	for _, a := range v.Actions() {
		require.NotEqual(t, "reopen", a.Command)
	}
	_, err = w.try("stranger", id, casework.Reopen{Reason: "x"})
	refused(t, err)
}

// The tree of categories is that of the unit's district, where one is named.
func TestCategoriesPerDistrict(t *testing.T) {
	w := newWorld(t, twoPolicies())
	require.Len(t, w.categories(""), len(casework.DefaultCategories()))
	require.Len(t, w.categories(sunshine), len(casework.DefaultCategories()))
	require.Len(t, w.categories(huli), 1)
	params, _ := w.cases.NewParams("categories")
	require.NoError(t, json.Unmarshal([]byte(`{"unit":"999"}`), params))
	_, err := w.cases.Ask(t.Context(), governance.Actor{}, "categories", params)
	require.Equal(t, []string{"unit unknown-unit"}, faults(t, err))
}

// Every policy is checked when the book is made, and what is wrong with a
// district's names the district.
func TestDistrictsPoliciesAreValidated(t *testing.T) {
	p := twoPolicies()
	p.MaxParts = 1
	p.Districts[elsewhere].PauseDays = 0
	p.Districts[elsewhere].Limits[3].Period.N = 0
	p.Districts[elsewhere].Districts = map[orgtree.Code]*casework.Policy{district: p}
	p.Districts["350207"] = nil
	p.Districts["a b"] = casework.DefaultPolicy()
	require.Equal(t, []string{
		"maxParts out-of-range", "districts.350206.districts unexpected", "districts.350206.pauseDays out-of-range",
		"districts.350206.limits[3].period.n out-of-range", "districts.350207 required", "districts.a b bad-code",
	}, faults(t, p.Validate()))
	_, err := casework.New(p)
	require.Error(t, err)
	_, err = casework.NewInquiries(p)
	require.Error(t, err)

	p = twoPolicies()
	p.Districts[elsewhere].Limits = p.Districts[elsewhere].Limits[1:] // the law asks for every limit a row names
	_, err = casework.New(p)
	require.ErrorContains(t, err, "policy of district 350206 has no limit verify")
}
