package governance_test

import (
	"context"
	"regexp"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// A fault that can be planted in an institution: what is done to it, and what
// the check must say.
type planted struct {
	name  string
	plant func(*governance.Institution[Door])
	want  string
}

// doorInstitution is sound: nothing is said of it.
func doorInstitution() governance.Institution[Door] {
	return governance.Institution[Door]{
		Kind: "door", Path: "doors", Label: label("门", "door"), Source: "toy", Sentence: label("门", "a door"), Schema: 1,
		Policy: governance.Limits{limit("open", "开门", "", 1, governance.WorkingDays)},
		Table: doors(row(governance.Phases(shut), governance.Phases(ajar), keepDoor).
			As("door.shove", "toy", "推", "shoved").Starting("open").Ending("open")),
	}
}

// last returns the row that the faults are planted in.
func last(in *governance.Institution[Door]) *governance.Rule[Door] {
	return &in.Table.Rules[len(in.Table.Rules)-1]
}

func swap[C governance.Command](in *governance.Institution[Door], do func(*Door, C, *governance.Moment)) {
	*last(in) = row(governance.Phases(shut), governance.Phases(ajar), do).As("door.shove", "toy", "推", "shoved")
}

type (
	badRule struct {
		X string `json:"x" zh:"甲" en:"X" rule:"longest=3"`
	}
	badNumber struct {
		X string `json:"x" zh:"甲" en:"X" rule:"max=three"`
	}
	badType struct {
		X float64 `json:"x" zh:"甲" en:"X"`
	}
	badInside struct {
		X []struct {
			Y map[string]string `json:"y"`
		} `json:"x" zh:"甲" en:"X"`
	}
	noName struct {
		X string `zh:"甲" en:"X"`
	}
	badClass struct {
		X string `json:"x" zh:"甲" en:"X" personal:"identiy"`
	}
	badMask struct {
		X string `json:"x" zh:"甲" en:"X" personal:"identity" mask:"fone"`
	}
	inList struct {
		X []secret `json:"x" zh:"甲" en:"X"`
	}
	secret struct {
		Name string `json:"name" zh:"姓名" en:"Name" personal:"identity" mask:"name"`
	}
	inner struct {
		X string `json:"x" zh:"甲" en:"X"`
	}
	twice struct {
		inner
		Y string `json:"x" zh:"乙" en:"Y"`
	}
	pointer struct{}
	number  int
)

func (badRule) Verb() string   { return "shove" }
func (badNumber) Verb() string { return "shove" }
func (badType) Verb() string   { return "shove" }
func (badInside) Verb() string { return "shove" }
func (noName) Verb() string    { return "shove" }
func (badClass) Verb() string  { return "shove" }
func (badMask) Verb() string   { return "shove" }
func (inList) Verb() string    { return "shove" }
func (twice) Verb() string     { return "shove" }
func (*pointer) Verb() string  { return "shove" }
func (number) Verb() string    { return "shove" }

var planteds = []planted{
	{"no id", func(in *governance.Institution[Door]) { last(in).ID = "" }, "lacks id, source or sentence"},
	{"no source", func(in *governance.Institution[Door]) { last(in).Source = "" }, "lacks id, source or sentence"},
	{"no Chinese sentence", func(in *governance.Institution[Door]) { last(in).Sentence.Zh = "" }, "lacks id, source or sentence"},
	{"no English sentence", func(in *governance.Institution[Door]) { last(in).Sentence.En = "" }, "lacks id, source or sentence"},
	{"id twice", func(in *governance.Institution[Door]) { last(in).ID = "door.build" }, "door.build: the id stands twice"},
	{"verb unlabelled", func(in *governance.Institution[Door]) { in.Table.Verbs = in.Table.Verbs[:1] }, `verb "shove" has no label`},
	{"verb label empty", func(in *governance.Institution[Door]) { in.Table.Verbs[1].Label.Zh = "" }, `verb "shove" lacks`},
	{"verb twice", func(in *governance.Institution[Door]) { in.Table.Verbs = append(in.Table.Verbs, in.Table.Verbs[0]) }, `verb "knock" stands twice`},
	{"phase unlabelled", func(in *governance.Institution[Door]) { last(in).To = governance.Phases("yonder") }, `phase "yonder" has no label`},
	{"phase to start from unlabelled", func(in *governance.Institution[Door]) { last(in).From = governance.Phases("yonder") }, `phase "yonder" has no label`},
	{"phase label empty", func(in *governance.Institution[Door]) { in.Table.Phases[0].Label = governance.Text{} }, `phase "shut" lacks`},
	{"phase twice", func(in *governance.Institution[Door]) { in.Table.Phases = append(in.Table.Phases, in.Table.Phases[0]) }, `phase "shut" stands twice`},
	{"phase unreachable", func(in *governance.Institution[Door]) {
		in.Table.Phases = append(in.Table.Phases, governance.PhaseLabel{Phase: "yonder", Label: label("那边", "yonder")})
	}, `no row leads to phase "yonder"`},
	{"phases reachable from one another only", func(in *governance.Institution[Door]) {
		in.Table.Phases = append(in.Table.Phases, governance.PhaseLabel{Phase: "yonder", Label: label("那边", "yonder")})
		last(in).From = governance.Phases("yonder")
		last(in).To = governance.Phases("yonder")
	}, `no row leads to phase "yonder"`},
	{"no phase to start from", func(in *governance.Institution[Door]) { last(in).From = nil }, "no phase to start from"},
	{"no authority", func(in *governance.Institution[Door]) { last(in).By = governance.Authority[Door]{} }, "no authority"},
	{"nothing to do", func(in *governance.Institution[Door]) { swap[shove](in, nil) }, "nothing to do"},
	{"leads back before the beginning", func(in *governance.Institution[Door]) { last(in).To = governance.Phases(governance.Unopened) }, "before a record exists"},
	{"opens into nowhere", func(in *governance.Institution[Door]) {
		last(in).From, last(in).To = governance.Phases(governance.Unopened), nil
	}, "leads to a phase"},
	{"two commands of one verb", func(in *governance.Institution[Door]) {
		in.Table.Rules = append(in.Table.Rules, row(governance.Phases(ajar), nil, func(*Door, noName2, *governance.Moment) {}).As("door.other", "toy", "推", "shoved"))
	}, `another command has the verb "shove"`},
	{"command is a pointer", func(in *governance.Institution[Door]) { swap(in, func(*Door, *pointer, *governance.Moment) {}) }, "is not a struct"},
	{"command is a number", func(in *governance.Institution[Door]) { swap(in, func(*Door, number, *governance.Moment) {}) }, "is not a struct"},
	{"unknown rule", func(in *governance.Institution[Door]) { swap(in, func(*Door, badRule, *governance.Moment) {}) }, `unknown rule "longest"`},
	{"no number", func(in *governance.Institution[Door]) { swap(in, func(*Door, badNumber, *governance.Moment) {}) }, "invalid syntax"},
	{"no type for a field", func(in *governance.Institution[Door]) { swap(in, func(*Door, badType, *governance.Moment) {}) }, "no field can be a float64"},
	{"no type deep inside", func(in *governance.Institution[Door]) { swap(in, func(*Door, badInside, *governance.Moment) {}) }, "no field can be a map"},
	{"no json name", func(in *governance.Institution[Door]) { swap(in, func(*Door, noName, *governance.Moment) {}) }, "has no json name"},
	{"unknown class of personal data", func(in *governance.Institution[Door]) { swap(in, func(*Door, badClass, *governance.Moment) {}) }, `unknown class of personal data "identiy"`},
	{"unknown mask", func(in *governance.Institution[Door]) { swap(in, func(*Door, badMask, *governance.Moment) {}) }, `unknown mask "fone"`},
	{"personal in list", func(in *governance.Institution[Door]) { swap(in, func(*Door, inList, *governance.Moment) {}) }, "must be personal itself"},
	{"field name twice", func(in *governance.Institution[Door]) { swap(in, func(*Door, twice, *governance.Moment) {}) }, `"x" stands twice`},
	{"limit not in the policy", func(in *governance.Institution[Door]) { *last(in) = last(in).Starting("paint") }, "paint"},
	{"ended limit not in the policy", func(in *governance.Institution[Door]) { *last(in) = last(in).Ending("paint") }, "paint"},
	{"limit without a policy", func(in *governance.Institution[Door]) { in.Policy = nil }, "there is no policy"},
	{"limit not in a district's policy", func(in *governance.Institution[Door]) {
		in.Districts = map[orgtree.Code]governance.Policy{district: governance.Limits{}}
	}, "the policy of district 350205 has no limit"},
	{"no policy for a district", func(in *governance.Institution[Door]) {
		in.Districts = map[orgtree.Code]governance.Policy{district: nil}
	}, "there is no policy of district 350205"},
	{"policy for no district", func(in *governance.Institution[Door]) {
		in.Districts = map[orgtree.Code]governance.Policy{"a b": in.Policy}
	}, `"a b", which is no unit code`},
	{"limit of one category only", func(in *governance.Institution[Door]) {
		in.Policy = governance.Limits{limit("open", "开", "big", 1, governance.Days)}
	}, "open"},
	{"schema without upgrades", func(in *governance.Institution[Door]) { in.Schema = 3 }, "schema 3 needs 2 upgrades"},
	{"schema zero", func(in *governance.Institution[Door]) { in.Schema = 0 }, "schema 0"},
	{"question twice", func(in *governance.Institution[Door]) { in.Asks = append(in.Asks, asks[nothing]("figures")) }, `"figures" stands twice`},
	{"question without label", func(in *governance.Institution[Door]) {
		q := asks[nothing]("how")
		q.Label = governance.Text{}
		in.Asks = append(in.Asks, q)
	}, "lacks source, label or sentence"},
	{"question's parameters", func(in *governance.Institution[Door]) { in.Asks = append(in.Asks, asks[badRule]("how")) }, `unknown rule "longest"`},
}

type noName2 struct{}

func (noName2) Verb() string { return "shove" }

type nothing struct{}

func asks[P any](name string) governance.Question {
	return governance.Ask(name, func(context.Context, *governance.Reader, P) (int, error) { return 0, nil }).
		As("toy", label("问", "ask"), label("问什么", "what it answers"))
}

// "A mistake in a row shows when the program starts": every fault that can be
// planted is named, and only with its own sentence.
func TestPlantedFaults(t *testing.T) {
	in := doorInstitution()
	_, err := governance.NewBook(in)
	require.NoError(t, err, "the sound one")
	for _, p := range planteds {
		t.Run(p.name, func(t *testing.T) {
			in := doorInstitution()
			p.plant(&in)
			_, err := governance.NewBook(in)
			require.Error(t, err)
			assert.Contains(t, err.Error(), p.want)
		})
	}
}

// All faults are named at once, not one after the other.
func TestAllFaultsAreNamedAtOnce(t *testing.T) {
	table := doors(row(governance.Phases(shut), governance.Phases("yonder"), keepDoor).As("door.build", "", "推", ""))
	table.Verbs = nil
	_, err := governance.NewLifecycle(table)
	require.Error(t, err)
	for _, want := range []string{"the id stands twice", `"yonder" has no label`, `verb "knock" has no label`, `verb "shove" has no label`, "lacks id, source"} {
		assert.Contains(t, err.Error(), want)
	}
}

// A record is what embeds Head, and nothing else.
func TestRecordEmbedsHead(t *testing.T) {
	_, err := governance.NewLifecycle(governance.Table[nothing]{Kind: "nothing"})
	var defect *governance.Defect
	require.ErrorAs(t, err, &defect)
	assert.Contains(t, defect.Problem, "embed governance.Head")
}

// shadow has a field that would silently take the place of the head's.
type shadow struct {
	governance.Head
	Mine string `json:"outcome" zh:"甲" en:"X"`
}

// A record's field must not shadow one of the head's in the document.
func TestRecordDoesNotShadowHead(t *testing.T) {
	_, err := governance.NewBook(governance.Institution[shadow]{
		Kind: "shadow", Schema: 1,
		Table: governance.Table[shadow]{
			Phases: []governance.PhaseLabel{{Phase: shut, Label: label("关", "shut")}},
			Verbs:  []governance.VerbLabel{{Verb: "shove", Label: label("推", "Shove")}},
			Rules: []governance.Rule[shadow]{
				governance.On(governance.Phases(governance.Unopened), governance.Phases(shut), governance.ByAnyone[shadow](), nil,
					func(*shadow, shove, *governance.Moment) {}).As("shadow.shove", "toy", "推", "shoved"),
			},
		},
	})
	require.Error(t, err)
	assert.Contains(t, err.Error(), `"outcome" stands twice`)
}

// "Rule ids are API": every row of the toys has an id of the house's form.
func TestRuleIDs(t *testing.T) {
	form := regexp.MustCompile(`^[a-z]+(\.[a-z]+(-[a-z]+)*)+$`)
	w := newWorld(t)
	seen := map[string]bool{}
	for _, shelf := range w.office.Shelves() {
		about := shelf.Describe()
		for _, r := range about.Rules {
			assert.Regexp(t, form, r.ID)
			assert.False(t, seen[r.ID], r.ID)
			seen[r.ID] = true
			assert.NotEmpty(t, r.Sentence.Zh, r.ID)
			assert.NotNil(t, about.Sheet(r.Verb), r.ID)
		}
	}
	assert.Len(t, seen, 13+2+4+3+13, "the loan's rows, time's, the record's, the tag's, the organisation's")
}
