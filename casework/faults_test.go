package casework_test

import (
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// marker is planted in every value that is refused: no error may repeat it.
const marker = "13812345678机密"

// Every field at fault is named, all at once, in both languages, and no value is
// ever repeated (HTTP contract: 422 names every field).
func TestFieldFaults(t *testing.T) {
	long := strings.Repeat(marker, 500)
	past := civil.MustParse("2020-01-01")
	for name, row := range map[string]struct {
		who  string
		at   func(w *world) uuid.UUID
		cmd  governance.Command
		want []string
	}{
		"report: everything": {"resident", nowhere, casework.Report{
			Title: long, Text: long, Category: "Z9" + marker[:11], Urgency: marker, Place: casework.Place{Unit: "999", Address: long, Coordinate: marker},
			Sender: casework.Sender{Name: long, Phone: marker},
		}, []string{"title too-long", "text too-long", "urgency unknown-code", "place.address too-long", "sender.name too-long", "place.coordinate bad-coordinate", "place.unit unknown-unit", "category unknown-category", "sender.phone bad-phone"}},
		"report: what the world knows": {"resident", nowhere, casework.Report{
			Title: "x", Text: "x", Category: "Z9", Place: casework.Place{Unit: "999", Coordinate: marker}, Sender: casework.Sender{Phone: marker, Unit: housing},
		}, []string{"place.unit unknown-unit", "place.coordinate bad-coordinate", "category unknown-category", "sender.phone bad-phone", "sender.unit read-only"}},
		"report: nothing":         {"resident", nowhere, casework.Report{}, []string{"title required", "text required", "place.unit required"}},
		"report: blank":           {"resident", nowhere, casework.Report{Title: "  ", Text: "\t\n", Place: casework.Place{Unit: sunshine}}, []string{"title required", "text required"}},
		"report: bad text":        {"resident", nowhere, casework.Report{Title: "a\x00", Text: "\xff", Place: casework.Place{Unit: sunshine}}, []string{"title bad-text", "text bad-text"}},
		"report: no community":    {"resident", nowhere, casework.Report{Title: "x", Text: "x", Place: casework.Place{Unit: townHaicang}}, []string{"place.unit no-community"}},
		"amend":                   {"resident", (*world).reported, casework.Amend{Title: ptr(" "), Text: ptr(""), Category: ptr("Z9")}, []string{"category unknown-category", "title required", "text required"}},
		"verify":                  {"compound", (*world).reported, casework.Verify{Category: "Z9"}, []string{"category unknown-category"}},
		"decline":                 {"compound", (*world).reported, casework.Decline{}, []string{"reason required", "instead required"}},
		"decline: too long":       {"compound", (*world).reported, casework.Decline{Reason: long, Instead: long}, []string{"reason too-long", "instead too-long"}},
		"whistle":                 {"compound", (*world).verified, casework.Whistle{}, []string{"reason required"}},
		"triage: nothing":         {"centre", (*world).escalated, casework.Triage{}, []string{"list required", "units required"}},
		"triage: wrong codes":     {"centre", (*world).escalated, casework.Triage{List: marker, Units: []casework.Assignment{{Unit: "住建", Role: marker}}}, []string{"list unknown-code", "units[0].unit bad-code", "units[0].role unknown-code", "units one-lead"}},
		"triage: role first":      {"centre", (*world).escalated, casework.Triage{List: casework.Immediate, Units: []casework.Assignment{{Unit: housing, Role: "first"}}}, []string{"units[0].role unknown-code", "units one-lead"}},
		"triage: units and list":  {"centre", (*world).escalated, casework.Triage{List: casework.Immediate, Units: assign(haihong, hulDept, "999", housing, housing), Stages: []casework.Stage{{Name: "x", Days: 1}}, ReviewOn: &past}, []string{"units[0].unit not-dispatchable", "units[1].unit not-dispatchable", "units[2].unit unknown-unit", "units[4].unit repeated", "stages unexpected", "reviewOn unexpected", "reviewOn past"}},
		"triage: two leads":       {"centre", (*world).escalated, casework.Triage{List: casework.Immediate, Units: append(assign(housing), assign(water)...)}, []string{"units one-lead"}},
		"triage: stages":          {"centre", (*world).escalated, casework.Triage{List: casework.Phased, Units: assign(housing), Stages: []casework.Stage{{Name: long, Days: 0}, {Days: 251}}}, []string{"stages[0].name too-long", "stages[0].days required", "stages[1].name required", "stages[1].days out-of-range"}},
		"triage: no stages":       {"centre", (*world).escalated, casework.Triage{List: casework.Phased, Units: assign(housing)}, []string{"stages required"}},
		"triage: finished stage":  {"centre", (*world).escalated, casework.Triage{List: casework.Phased, Units: assign(housing), Stages: []casework.Stage{{Name: "x", Days: 1, Finished: start}}}, []string{"stages[0].finished read-only"}},
		"triage: review past":     {"centre", (*world).escalated, casework.Triage{List: casework.Understanding, Units: assign(housing), ReviewOn: &past}, []string{"reviewOn past"}},
		"rule":                    {"centre", toDispatch, casework.Rule{Units: []casework.Assignment{{Unit: "999", Role: "assist"}}}, []string{"units[0].unit unknown-unit"}},
		"acknowledge":             {"housing", func(w *world) uuid.UUID { return w.explained("") }, casework.Acknowledge{}, []string{"understood required"}},
		"refuse":                  {"housing", toDispatch, casework.Refuse{}, []string{"reason required"}},
		"complete":                {"housing", toWork, casework.Complete{Outcome: marker}, []string{"outcome unknown-code", "result required"}},
		"complete: not here":      {"housing", toWork, casework.Complete{Outcome: casework.Understood, Result: "x"}, []string{"outcome not-here"}},
		"complete: not an end":    {"housing", toWork, casework.Complete{Outcome: casework.Merged, Result: "x"}, []string{"outcome not-here"}},
		"extension":               {"housing", toWork, casework.RequestExtension{}, []string{"days required", "reason required"}},
		"extension: too long":     {"housing", toWork, casework.RequestExtension{Days: 31, Reason: "x"}, []string{"days out-of-range"}},
		"pass: whose":             {"centre", toCheck, casework.Pass{Unit: water}, []string{"unit not-checkable"}},
		"send-back: whose":        {"centre", toCheck, casework.SendBack{Unit: townHaicang, Reason: "x"}, []string{"unit not-checkable"}},
		"publish: nothing":        {"community", toPublish, casework.Publish{}, []string{"summary required"}},
		"publish: a phone":        {"community", toPublish, casework.Publish{Summary: "联系13812345678"}, []string{"summary personal-data"}},
		"publish: an ID":          {"community", toPublish, casework.Publish{Summary: "证件35020519900101123X"}, []string{"summary personal-data"}},
		"publish: a spaced phone": {"community", toPublish, casework.Publish{Summary: "电话138 1234 5678"}, []string{"summary personal-data"}},
		"publish: a landline":     {"community", toPublish, casework.Publish{Summary: "电话0592-6051234"}, []string{"summary personal-data"}},
		"rate: nothing":           {"resident", toRate, casework.Rate{}, []string{"scores required"}},
		"rate: everything":        {"resident", toRate, casework.Rate{Scores: []casework.Score{{Unit: water, Satisfaction: 6, Solved: marker}, {}}}, []string{"scores[0].unit not-involved", "scores[0].satisfaction out-of-range", "scores[0].solved unknown-code", "scores[1].unit required", "scores[1].satisfaction required", "scores[1].solved required"}},
		"rate: who took no part":  {"resident", toRate, casework.Rate{Scores: []casework.Score{good(water), good(housing), good(housing)}}, []string{"scores[0].unit not-involved", "scores[2].unit repeated"}},
		"merge":                   {"centre", (*world).reported, casework.Merge{}, []string{"into required"}},
		"split: one":              {"town", (*world).atTown, casework.Split{Parts: split().Parts[:1]}, []string{"parts too-few"}},
		"split: parts":            {"town", (*world).atTown, casework.Split{Parts: []casework.Part{{Title: "x", Text: "x", Category: "Z9", Place: &casework.Place{Unit: "999"}}, {Title: "x", Text: "x", Place: &casework.Place{Unit: huli, Coordinate: marker}}}}, []string{"parts[0].category unknown-category", "parts[0].place.unit unknown-unit", "parts[1].place.coordinate bad-coordinate", "parts[1].place.unit elsewhere"}},
		"finish-stage":            {"housing", toPhased, casework.FinishStage{Stage: 2}, []string{"stage not-current"}},
		"reclassify":              {"centre", toWork, casework.Reclassify{List: casework.Immediate, Reason: "x"}, []string{"list unchanged"}},
		"supervise":               {"centre", (*world).reported, casework.Supervise{}, []string{"text required"}},
		"reveal":                  {"community", (*world).reported, governance.RevealIdentity{}, []string{"reason required"}},
		"attach":                  {"community", (*world).reported, governance.Attach{Files: make([]uuid.UUID, 21)}, []string{"files too-many"}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t, nil)
			_, err := w.try(row.who, row.at(w), row.cmd)
			require.ElementsMatch(t, row.want, faults(t, err))
			var invalid *governance.InvalidError
			require.ErrorAs(t, err, &invalid)
			said := invalid.Error() + invalid.Explain().Zh + invalid.Explain().En
			for _, f := range invalid.Faults {
				said += f.Detail.Zh + f.Detail.En
				require.True(t, hasHan(f.Detail.Zh) && !hasHan(f.Detail.En), f.Path)
			}
			require.NotContains(t, said, marker)
			require.NotContains(t, said, "13812345678")
			require.NotContains(t, said, "Z9")
		})
	}
}

func ptr(s string) *string { return &s }

func good(unit orgtree.Code) casework.Score {
	return casework.Score{Unit: unit, Satisfaction: 5, Solved: casework.Solved}
}

func nowhere(*world) uuid.UUID      { return uuid.Nil }
func toDispatch(w *world) uuid.UUID { return w.dispatched(casework.Immediate, housing) }
func toWork(w *world) uuid.UUID     { return w.inProgress(casework.Immediate, housing) }
func toPhased(w *world) uuid.UUID   { return w.inProgress(casework.Phased, housing) }
func toCheck(w *world) uuid.UUID    { return w.checking(housing) }
func toPublish(w *world) uuid.UUID  { return w.passed(housing) }
func toRate(w *world) uuid.UUID     { return w.rating(housing) }

// What looks like a number but is none may be published.
func TestSummariesThatArePlain(t *testing.T) {
	for _, summary := range []string{"2024-10-10完成路灯更换", "更换路灯120盏，投入35000元", "350205001001号路灯", "3号楼前路灯已修复"} {
		w := newWorld(t, nil)
		w.do("community", w.passed(housing), casework.Publish{Summary: summary})
	}
}

// Coordinates and phones, at the edges of their forms.
func TestCoordinatesAndPhones(t *testing.T) {
	w := newWorld(t, nil)
	send := func(coordinate, phone string) string {
		r := report()
		r.Place.Coordinate, r.Sender.Phone = coordinate, phone
		_, err := w.try("resident", uuid.Nil, r)
		return kindOf(t, err)
	}
	for _, good := range []string{"", "118.03,24.48", "-118.03,-24.48", "118,24"} {
		require.Equal(t, "ok", send(good, ""), good)
	}
	for _, bad := range []string{"118.03", "118.03，24.48", "a,b", "118.03,24.48,1", "999,24", "118,91"} {
		require.Equal(t, "invalid", send(bad, ""), bad)
	}
	for _, good := range []string{"13800138000", "0592-6051234", "+86 138 0013 8000"} {
		require.Equal(t, "ok", send("", good), good)
	}
	for _, bad := range []string{"1", "电话", "138-", "-1380013", "13800138000a"} {
		require.Equal(t, "invalid", send("", bad), bad)
	}
}

// Everything an official or a resident reads about the two institutions exists
// in Chinese and in English: phases, commands, fields, codes, rows.
func TestEveryLabelInBothLanguages(t *testing.T) {
	w := newWorld(t, nil)
	both := func(what string, l governance.Text) {
		require.True(t, hasHan(l.Zh), "%s in Chinese: %q", what, l.Zh)
		require.True(t, l.En != "" && !hasHan(l.En), "%s in English: %q", what, l.En)
	}
	var fields func(path string, specs []governance.FieldSpec)
	fields = func(path string, specs []governance.FieldSpec) {
		for _, f := range specs {
			if f.Label.Zh+f.Label.En != "" || f.Required {
				both(path+f.Name, f.Label)
			}
			for _, c := range f.Choices {
				both(path+f.Name+"="+c.Code, c.Label)
			}
			fields(path+f.Name+".", f.Fields)
			if f.Element != nil {
				fields(path+f.Name+"[].", f.Element.Fields)
			}
		}
	}
	for _, about := range []*governance.Description{w.cases.Describe(), w.inquiries.Describe()} {
		both(about.Kind, about.Label)
		both(about.Kind, about.Sentence)
		for _, p := range about.Phases {
			both(string(p.Phase), p.Label)
		}
		for _, c := range about.Commands {
			both(c.Verb, c.Label)
			fields(c.Verb+".", c.Fields)
		}
		for _, r := range about.Rules {
			both(r.ID, r.Sentence)
			both(r.ID, r.Who)
			require.True(t, strings.HasPrefix(r.ID, about.Kind+"."), r.ID)
			require.Regexp(t, `^\d(\.\d)?( \[[RFD]\](\[[RFD]\])?)?$`, r.Source, r.ID)
		}
	}
	for s := range casework.Satisfaction(6) {
		both("satisfaction", s.Label())
	}
	require.Equal(t, casework.Satisfaction(5).Label(), casework.Satisfaction(9).Label())
	require.Equal(t, casework.Satisfaction(0).Label(), casework.Satisfaction(-1).Label())
}

// The commands, phases and codes that the HTTP contract fixes are there, and named so.
func TestNamesThatAreFixed(t *testing.T) {
	w := newWorld(t, nil)
	about := w.cases.Describe()
	var verbs []string
	for _, c := range about.Commands {
		if c.Person {
			verbs = append(verbs, c.Verb)
		}
	}
	fixed := strings.Fields(`report amend verify return decline withdraw handle whistle report-in escalate triage take refuse rule progress finish-stage
		request-extension grant-extension deny-extension pause resume explain acknowledge reclassify complete pass send-back feedback publish rate
		reopen merge unmerge split urge supervise note attach reveal erase`)
	require.ElementsMatch(t, fixed, verbs)
	var phases []string
	for _, p := range about.Phases {
		phases = append(phases, string(p.Phase))
	}
	require.Equal(t, strings.Fields("reported returned verified handling whistled at-town escalated dispatched in-progress explaining checking passed rating closed"), phases)
	codes := func(choices []governance.Choice) (out []string) {
		for _, c := range choices {
			out = append(out, c.Code)
		}
		return out
	}
	require.Equal(t, strings.Fields("solved partly unsolved understood declined withdrawn merged"), codes(casework.Outcome("").Choices()))
	require.Equal(t, strings.Fields("immediate phased understanding"), codes(casework.List("").Choices()))
	require.Equal(t, strings.Fields("lead assist first"), codes(casework.Role("").Choices()))
	require.Equal(t, strings.Fields("offered taken refused done passed sent-back"), codes(casework.Standing("").Choices()))
	required := map[string]string{
		"report": "title text place", "return": "reason", "decline": "reason instead", "whistle": "reason", "escalate": "reason", "triage": "list units", "refuse": "reason",
		"rule": "units", "progress": "text", "finish-stage": "stage", "request-extension": "days reason", "deny-extension": "reason", "pause": "reason",
		"explain": "text", "acknowledge": "understood", "reclassify": "list reason", "complete": "outcome result", "send-back": "reason", "feedback": "text", "publish": "summary",
		"rate": "scores", "reopen": "reason", "merge": "into", "split": "parts", "supervise": "text", "note": "text", "attach": "files", "reveal": "reason", "erase": "reason",
	}
	for _, c := range about.Commands {
		var names []string
		for _, f := range c.Fields {
			if f.Required {
				names = append(names, f.Name)
			}
		}
		if c.Person {
			require.Equal(t, required[c.Verb], strings.Join(names, " "), c.Verb)
		}
	}
}
