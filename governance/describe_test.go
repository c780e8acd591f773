package governance_test

import (
	"encoding/json"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/governance"
)

// golden compares with a file of testdata, or writes it with -update.
func golden(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		require.NoError(t, os.WriteFile("testdata/"+file, []byte(got), 0o644))
	}
	want, err := os.ReadFile("testdata/" + file)
	require.NoError(t, err)
	require.Equal(t, string(want), got)
}

// The page of an institution is read by people and reviewed as a diff.
func TestMarkdown(t *testing.T) {
	w := newWorld(t)
	golden(t, "loan.zh.md", w.loans.Describe().Markdown("zh"))
	golden(t, "loan.en.md", w.loans.Describe().Markdown("en"))
}

// A bar in a sentence does not break the table it stands in.
func TestMarkdownEscapesBars(t *testing.T) {
	in := doorInstitution()
	last(&in).Sentence.En = "shoved | or kicked"
	book, err := governance.NewBook(in)
	require.NoError(t, err)
	for line := range strings.Lines(book.Describe().Markdown("en")) {
		if strings.HasPrefix(line, "| `door.") {
			assert.Equal(t, 8, strings.Count(strings.ReplaceAll(line, `\|`, ""), "|"), line)
		}
	}
	assert.Contains(t, book.Describe().Markdown("en"), `shoved \| or kicked`)
}

// Every arrow of the diagram is a row of the table, between the phases that it
// names; no phase is missing.
func TestMermaidIsTheTable(t *testing.T) {
	about := newWorld(t).loans.Describe()
	diagram := about.Mermaid("en")
	require.True(t, strings.HasPrefix(diagram, "stateDiagram-v2\n"))
	for _, p := range about.Phases {
		assert.Contains(t, diagram, strings.ReplaceAll(string(p.Phase), "-", "_")+": "+p.Label.En)
	}
	arrows := regexp.MustCompile(`(?m)^    (\S+) --> (\S+): (.+)$`).FindAllStringSubmatch(diagram, -1)
	require.NotEmpty(t, arrows)
	name := func(node string) governance.Phase {
		if node == "[*]" {
			return governance.Unopened
		}
		return governance.Phase(strings.ReplaceAll(node, "_", "-"))
	}
	for _, a := range arrows {
		for said := range strings.SplitSeq(a[3], " / ") {
			found := slices.ContainsFunc(about.Rules, func(r governance.RuleSheet) bool {
				return about.Sheet(r.Verb).Label.En == said && slices.Contains(r.From, name(a[1])) && slices.Contains(r.To, name(a[2]))
			})
			assert.True(t, found, "%s", a[0])
		}
	}
	assert.Contains(t, diagram, "returned --> [*]")
	assert.NotContains(t, diagram, "asked --> [*]")
}

// The description is the institution as data: it lists every verb once, says
// what opens a record and what a person may give, and survives JSON.
func TestDescription(t *testing.T) {
	w := newWorld(t)
	about := w.loans.Describe()
	seen := map[string]bool{}
	for _, c := range about.Commands {
		assert.False(t, seen[c.Verb], c.Verb)
		seen[c.Verb] = true
		assert.Equal(t, c.Verb == "ask", c.Opens, c.Verb)
		onlyOthers := slices.Contains([]string{"inherit", "lapse", "warn", "recompute"}, c.Verb)
		assert.Equal(t, !onlyOthers, c.Person, c.Verb)
	}
	assert.Len(t, seen, 18)
	assert.Equal(t, []string{"figures", "rooms"}, []string{about.Asks[0].Name, about.Asks[1].Name})
	assert.Equal(t, "归还", about.LimitLabel("return").Zh)
	assert.Equal(t, "nothing", about.LimitLabel("nothing").Zh)
	assert.Equal(t, "已借出", about.PhaseLabel(Lent).Zh)
	assert.Equal(t, governance.Text{Zh: "yonder", En: "yonder"}, about.PhaseLabel("yonder"))
	assert.Nil(t, about.Sheet("yonder"))
	_, ok := about.Command("yonder")
	assert.False(t, ok)
	cmd, ok := about.Command("lend")
	require.True(t, ok)
	assert.IsType(t, &Lend{}, cmd)
	raw, err := json.Marshal(about)
	require.NoError(t, err)
	var back governance.Description
	require.NoError(t, json.Unmarshal(raw, &back))
	assert.Equal(t, about.Rules, back.Rules)
	assert.Equal(t, len(about.Fields), len(back.Fields))
	rows := map[string]governance.RuleSheet{}
	for _, r := range about.Rules {
		rows[r.ID] = r
	}
	lend := rows["loan.lend"]
	assert.Equal(t, []any{"lend", true, []string{"return"}, []string{"decide"}, "desk"}, []any{lend.Verb, lend.Duty, lend.Starts, lend.Ends, lend.By})
	assert.True(t, rows["loan.return"].Duty)
	assert.False(t, rows["loan.hold"].Duty)
}

// Every field of every command of the toys, and of the law's own, has a label
// in both languages: nobody reads a bare name.
func TestEveryFieldHasALabel(t *testing.T) {
	w := newWorld(t)
	var walk func(path string, fields []governance.FieldSpec)
	walk = func(path string, fields []governance.FieldSpec) {
		for _, f := range fields {
			assert.NotEmpty(t, f.Label.Zh, path+"."+f.Name)
			assert.NotEmpty(t, f.Label.En, path+"."+f.Name)
			walk(path+"."+f.Name, f.Fields)
			if f.Element != nil {
				walk(path+"."+f.Name+"[]", f.Element.Fields)
			}
		}
	}
	for _, s := range []*governance.Shelf{w.loans.Shelf, w.tags.Shelf} {
		for _, c := range s.Describe().Commands {
			walk(s.Describe().Kind+" "+c.Verb, c.Fields)
		}
	}
}

// view decodes what a caller is shown.
func (w *world) view(person string, id uuid.UUID, lang string) map[string]any {
	view, err := w.loans.Shelf.Get(w.Context(), w.actor(person), id)
	require.NoError(w, err)
	raw, err := view.JSON(lang)
	require.NoError(w, err)
	var out map[string]any
	require.NoError(w, json.Unmarshal(raw, &out), "%s", raw)
	return out
}

// A view begins with what every record has, and shows labels in the language
// asked for; Chinese is answered to whoever asks for another.
func TestViewJSON(t *testing.T) {
	w := newWorld(t)
	id := w.lent(ann, "7").ID
	view, err := w.loans.Shelf.Get(t.Context(), w.actor(deng), id)
	require.NoError(t, err)
	raw, err := view.JSON("en")
	require.NoError(t, err)
	fields, err := governance.Document(raw).Split()
	require.NoError(t, err)
	var names []string
	for _, f := range fields {
		names = append(names, f.Name)
	}
	assert.Equal(t, []string{"id", "kind", "serial", "version", "phase", "phaseLabel", "outcome", "district", "opened",
		"room", "ward", "use", "key", "purpose", "borrower", "slip", "deadlines", "actions"}, names)
	for lang, want := range map[string][3]string{"en": {"lent", "return", "Return"}, "zh": {"已借出", "归还", "归还"}, "fr": {"已借出", "归还", "归还"}} {
		v := w.view(deng, id, lang)
		assert.Equal(t, want[0], v["phaseLabel"])
		assert.Equal(t, want[1], v["deadlines"].([]any)[1].(map[string]any)["label"])
		assert.Equal(t, want[2], v["actions"].([]any)[0].(map[string]any)["label"])
	}
	v := w.view(deng, id, "zh")
	assert.Nil(t, v["outcome"])
	assert.EqualValues(t, 2, v["version"])
	assert.Equal(t, id.String(), v["id"])
	for _, hidden := range []string{"schema", "subject", "timers", "revealed"} {
		assert.NotContains(t, v, hidden)
	}
	w.do(ann, id, Return{})
	assert.Equal(t, "whole", w.view(ann, id, "zh")["outcome"])
}

// An action carries its form: fields with labels, types, limits and choices.
func TestActionForms(t *testing.T) {
	w := newWorld(t)
	id := w.lent(ann, "7").ID
	forms := map[string]map[string]any{}
	for _, a := range w.view(deng, id, "zh")["actions"].([]any) {
		action := a.(map[string]any)
		for _, f := range action["fields"].([]any) {
			field := f.(map[string]any)
			forms[action["command"].(string)+"."+field["name"].(string)] = field
		}
	}
	assert.Equal(t, "工作日", forms["renew.days"]["label"])
	assert.Equal(t, "integer", forms["renew.days"]["type"])
	assert.Equal(t, true, forms["renew.days"]["required"])
	assert.EqualValues(t, 10, forms["renew.days"]["max"])
	assert.EqualValues(t, 2000, forms["note.text"]["max"])
	assert.Equal(t, "boolean", forms["return.damaged"]["type"])
	assert.NotContains(t, forms["return.damaged"], "required")
}

// Codes and texts in two languages.
func TestTexts(t *testing.T) {
	both := label("中", "en")
	assert.Equal(t, []string{"en", "中", "中"}, []string{both.In("en"), both.In("zh"), both.In("")})
	assert.Equal(t, "中", governance.Text{Zh: "中"}.In("en"), "what has no English is said in Chinese")
	assert.Equal(t, "会议", governance.Label(Use("").Choices(), "meeting").Zh)
	assert.Equal(t, label("x", "x"), governance.Label(Use("").Choices(), "x"))
	for _, c := range governance.PeriodUnit("").Choices() {
		assert.NotEmpty(t, c.Label.Zh)
	}
}

// Every kind of error explains itself in both languages, to developers and to
// people, and none of them holds what was sent in.
func TestErrorsExplainThemselves(t *testing.T) {
	ref := governance.Ref{Kind: "loan", ID: uuid.UUID{1}}
	explained := []interface {
		error
		Explain() governance.Text
	}{
		&governance.NotFoundError{Ref: ref}, &governance.NotAllowedError{Verb: "lend", Phase: Lent},
		&governance.NotAllowedError{Reason: governance.Text{Zh: "不行", En: "no"}}, &governance.ForbiddenError{Verb: "lend", Who: []governance.Text{label("甲", "a"), label("乙", "b")}},
		&governance.InvalidError{Faults: []governance.Fault{{Path: "key", Code: "required"}}},
	}
	for _, r := range []governance.ConflictReason{governance.Changed, governance.Stale, governance.Depends, governance.Claimed, governance.KeyReused, governance.KeyPending} {
		explained = append(explained, &governance.ConflictError{Ref: ref, Reason: r, Claim: "13812348000"})
	}
	said := map[string]bool{}
	for _, e := range explained {
		text := e.Explain()
		assert.NotEmpty(t, e.Error())
		assert.NotEmpty(t, text.En)
		assert.Regexp(t, `\p{Han}`, text.Zh, "%v", reflect.TypeOf(e))
		assert.False(t, said[text.Zh], "each says something of its own: %s", text.Zh)
		said[text.Zh] = true
		assert.NotContains(t, e.Error()+text.Zh+text.En, "138")
	}
	assert.Equal(t, "只有甲 / 乙可以进行此操作", explained[3].Explain().Zh)
	var none governance.Faults
	require.NoError(t, none.Err())
	none.Add("a.b", "odd", "怪", "is odd")
	assert.EqualError(t, none.Err(), "invalid: a.b odd")
	assert.EqualError(t, &governance.Defect{Rule: "loan.lend", Problem: "is odd"}, "defect in loan.lend: is odd")
}
