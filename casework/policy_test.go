package casework_test

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"unicode"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Every number that the domain gives stands in the policy, with the figure it
// gives (2.1, 2.2, 2.3, 2.4).
func TestDefaultsAreTheDomains(t *testing.T) {
	days := func(n int) governance.Period { return governance.Period{N: n, Unit: governance.WorkingDays} }
	p := casework.DefaultPolicy()
	for name, want := range map[string]governance.Period{
		"verify": days(1), "report-in": {N: 4, Unit: governance.WorkingHours}, "town": days(5), "triage": days(1), "take": days(1),
		"immediate": days(5), "explain": days(5), "check": days(1), "feedback": days(1), "rating": days(5), // 2.4
	} {
		limit, ok := p.Limit(name, "")
		require.True(t, ok, name)
		require.Equal(t, want, limit.Period, name)
	}
	require.Equal(t, 60, p.ReviewDays, "2.4: look again after 60")
	require.Equal(t, 1, p.RefusalsPerUnit, "2.1: 1 refusal per unit")
	require.Equal(t, 2, p.MaxExtensions, "2.2: at most 2 extensions")
	require.Equal(t, 10, p.PauseDays, "2.2: a pause ends by itself after 10 working days")
	require.Equal(t, 10, p.ReopenDays, "2.2: within 10 working days of closing")
	require.Equal(t, 1, p.MaxReopenings, "2.2: once")
	require.Equal(t, 5, p.UnmergeDays, "2.2: 5 working days")
	require.Equal(t, 10, p.MaxParts, "2.2: at most 10")
	require.NoError(t, p.Validate())
	for _, l := range p.Limits {
		require.NotEmpty(t, l.Source, l.Name)
		require.NotEmpty(t, l.Label.Zh+l.Label.En, l.Name)
		require.True(t, hasHan(l.Sentence.Zh) && l.Sentence.En != "", l.Name)
		require.Zero(t, l.Yellow, "2.2 [D]: yellow at 80 %%, the law's default")
	}
}

func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// A policy that cannot be worked with is refused when the book is made, and
// every number at fault is named.
func TestPolicyIsValidated(t *testing.T) {
	p := &casework.Policy{}
	err := p.Validate()
	require.Subset(t, faults(t, err), []string{
		"maxExtensionDays out-of-range", "pauseDays out-of-range", "reviewDays out-of-range", "reopenDays out-of-range",
		"unmergeDays out-of-range", "maxMerged out-of-range", "maxParts out-of-range",
	})
	_, err = casework.New(p)
	require.Error(t, err)
	_, err = casework.NewInquiries(p)
	require.Error(t, err)

	for name, spoil := range map[string]func(p *casework.Policy){
		"parts beyond what one command can bring": func(p *casework.Policy) { p.MaxParts = 51 },
		"a negative number":                       func(p *casework.Policy) { p.MaxExtensions = -1 },
		"more samples than there are":             func(p *casework.Policy) { p.SampleShare = 1001 },
		"a rhythm that is none":                   func(p *casework.Policy) { p.SampleRound = "hourly" },
		"a limit of no time": func(p *casework.Policy) {
			p.Limits = p.With("take", "", governance.Period{Unit: governance.WorkingDays})
		},
		"a limit in no unit":              func(p *casework.Policy) { p.Limits = p.With("take", "", governance.Period{N: 1, Unit: "moons"}) },
		"a limit that stands twice":       func(p *casework.Policy) { p.Limits = append(p.Limits, p.Limits[0]) },
		"a warning after the end":         func(p *casework.Policy) { p.Limits[0].Yellow = 101 },
		"a child before its parent":       func(p *casework.Policy) { slices.Reverse(p.Categories) },
		"a code that is not its parent's": func(p *casework.Policy) { p.Categories[2].Code = "B777" },
		"a code that is another's too": func(p *casework.Policy) {
			p.Categories = append(p.Categories, casework.Category{Code: "A10", Parent: "A", Label: p.Categories[0].Label})
		},
		"a limit that is missing": func(p *casework.Policy) { p.Limits = p.Limits[1:] },
		"a longer window for the rating, which is [R]": func(p *casework.Policy) {
			p.Limits = p.With("rating", "", governance.Period{N: 6, Unit: governance.WorkingDays})
		},
		"the same for one category": func(p *casework.Policy) {
			p.Limits = p.With("rating", "A103", governance.Period{N: 1, Unit: governance.Months})
		},
		"no stage to move to": func(p *casework.Policy) {
			p.Limits = slices.DeleteFunc(p.Limits, func(l governance.Limit) bool { return l.Name == "stage" })
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := casework.DefaultPolicy()
			p.Limits = slices.Clone(p.Limits)
			spoil(p)
			_, err := casework.New(p)
			require.Error(t, err)
		})
	}
}

// 2.2 [R]: the window for the rating is nobody's to leave out, and the fault says
// just that, for the whole and for a district, once.
func TestPolicyWithoutTheRatingWindow(t *testing.T) {
	none := casework.DefaultPolicy()
	none.Limits = slices.DeleteFunc(none.Limits, func(l governance.Limit) bool { return l.Name == casework.LimitRating })
	require.Equal(t, []string{"limits.rating required"}, faults(t, none.Validate()))
	_, err := casework.New(none)
	require.Equal(t, []string{"limits.rating required"}, faults(t, err))

	some := casework.DefaultPolicy()
	for i := range some.Limits {
		if some.Limits[i].Name == casework.LimitRating {
			some.Limits[i].Category = "A103"
		}
	}
	whole := casework.DefaultPolicy()
	whole.Districts = map[orgtree.Code]*casework.Policy{"350205": some}
	require.Equal(t, []string{"districts.350205.limits.rating required"}, faults(t, whole.Validate()), "one category's does not hold for the others")
}

// The defaults are values: changing one copy leaves the next as it was.
func TestDefaultsAreNotShared(t *testing.T) {
	p := casework.DefaultPolicy()
	p.Limits[0].Period.N = 99
	p.Categories[0].Code = "Z"
	require.NoError(t, casework.DefaultPolicy().Validate())
	require.NotEqual(t, 99, casework.DefaultPolicy().Limits[0].Period.N)
	require.Equal(t, "A", casework.DefaultPolicy().Categories[0].Code)
}

// Each number of the policy is what decides: another district sets another, and
// the matter goes by it.
func TestAnotherDistrictsNumbers(t *testing.T) {
	p := casework.DefaultPolicy()
	p.MaxExtensions, p.MaxExtensionDays, p.MaxReopenings, p.MaxParts, p.UnmergeDays = 1, 3, 2, 2, 1
	p.RefusalsPerUnit, p.PauseDays, p.MaxMerged, p.ReviewDays = 2, 1, 1, 5
	w := newWorld(t, p)

	id := w.atTown()
	_, err := w.try("town", id, casework.RequestExtension{Days: 4, Reason: "x"})
	require.Equal(t, []string{"days out-of-range"}, faults(t, err), "MaxExtensionDays")
	w.do("town", id, casework.RequestExtension{Days: 3, Reason: "x"})
	w.do("centre", id, casework.GrantExtension{})
	_, err = w.try("town", id, casework.RequestExtension{Days: 1, Reason: "x"})
	refused(t, err) // MaxExtensions

	three := split()
	three.Parts = append(three.Parts, three.Parts[0])
	_, err = w.try("town", id, three)
	require.Equal(t, []string{"parts too-many"}, faults(t, err), "MaxParts")

	w.do("town", w.atTown(), casework.Merge{Into: id})
	_, err = w.try("town", w.atTown(), casework.Merge{Into: id})
	refused(t, err) // MaxMerged

	c := w.do("town", id, casework.Pause{Reason: "x"})
	until, _ := c.Scheduled("resume")
	require.Equal(t, "2024-09-29", civil.DateOf(until).String(), "PauseDays")

	twice := w.dispatched(casework.Immediate, housing)
	for range 2 { // RefusalsPerUnit
		w.do("housing", twice, casework.Refuse{Reason: "x"})
		w.do("centre", twice, casework.Rule{Units: assign(housing)})
	}
	_, err = w.try("housing", twice, casework.Refuse{Reason: "x"})
	refused(t, err)

	c = w.do("centre", w.dispatched(casework.Immediate, housing), casework.Reclassify{List: casework.Understanding, Reason: "x"})
	require.Equal(t, "2024-10-10", c.ReviewOn.String(), "ReviewDays")

	again := w.handling() // MaxReopenings
	for range 2 {
		w.do("community", again, completed())
		w.answer(again)
		w.do("resident", again, casework.Rate{Scores: scores(w.get(again), 1)})
		w.do("resident", again, casework.Reopen{Reason: "未解决"})
	}
	w.do("community", again, completed())
	w.answer(again)
	w.do("resident", again, casework.Rate{Scores: scores(w.get(again), 1)})
	_, err = w.try("resident", again, casework.Reopen{Reason: "未解决"})
	refused(t, err)
}

// 2.1 [D]: 1 refusal per unit, also when a ruling had left the unit out between.
func TestRefusalsAreCountedOverRulings(t *testing.T) {
	w := newWorld(t, nil)
	id := w.dispatched(casework.Immediate, housing, cityMgmt)
	w.do("citymgmt", id, casework.Refuse{Reason: "x"})
	w.do("centre", id, casework.Rule{Units: assign(housing)})
	w.do("centre", id, casework.Rule{Units: assign(housing, cityMgmt)})
	_, err := w.try("citymgmt", id, casework.Refuse{Reason: "x"})
	require.Equal(t, "not-allowed", kindOf(t, err))
}

// 2.5: categories are a tree; the default is components and events.
func TestCategoriesAreATree(t *testing.T) {
	all := casework.DefaultCategories()
	seen := map[string]bool{}
	for _, c := range all {
		require.False(t, seen[c.Code], c.Code)
		require.True(t, c.Parent == "" || seen[c.Parent], "%s stands before its parent", c.Code)
		require.True(t, strings.HasPrefix(c.Code, c.Parent) && c.Code != c.Parent, c.Code)
		require.Regexp(t, `^[AB](\d(\d\d)?)?$`, c.Code)
		require.True(t, hasHan(c.Label.Zh), c.Code)
		require.True(t, c.Label.En != "" && !hasHan(c.Label.En), c.Code)
		seen[c.Code] = true
		require.True(t, all.Has(c.Code))
	}
	require.Equal(t, "部件", all[0].Label.Zh)
	require.Equal(t, "事件", all[slices.IndexFunc(all, func(c casework.Category) bool { return c.Code == "B" })].Label.Zh)
	require.False(t, all.Has(""))
	require.False(t, all.Has("A999"))
}

// The HTTP contract: every category listed may be given, also one that has children, and
// the list is to be had without an account.
func TestEveryCategoryMayBeGiven(t *testing.T) {
	w := newWorld(t, nil)
	list := w.categories("")
	require.Len(t, list, len(casework.DefaultCategories()))
	for _, c := range list {
		r := report()
		r.Category = c.Code
		w.do("resident", uuid.Nil, r)
	}
}

// categories asks for the tree, without an account, of a unit's district.
func (w *world) categories(unit orgtree.Code) casework.Categories {
	w.tb.Helper()
	params, _ := w.cases.NewParams("categories")
	require.NoError(w.tb, json.Unmarshal([]byte(`{"unit":"`+string(unit)+`"}`), params))
	got, err := w.cases.Ask(w.tb.Context(), governance.Actor{}, "categories", params)
	require.NoError(w.tb, err)
	raw, err := json.Marshal(got)
	require.NoError(w.tb, err)
	var list struct{ Items casework.Categories }
	require.NoError(w.tb, json.Unmarshal(raw, &list))
	return list.Items
}
