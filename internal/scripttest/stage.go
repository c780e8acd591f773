// Package scripttest plays institutions as text: what somebody does, a line each,
// and below it, behind a bar, what came of it. It knows commands by the
// descriptions of the institutions alone, so that any can be played.
package scripttest

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// minute passes with every command of a script.
const minute = time.Minute

// A Stage is what a script is played on: a world, and what the language cannot
// know of it.
type Stage struct {
	testing.TB
	Office     *governance.Office
	Now        *time.Time
	Players    map[string]governance.Actor
	Directions map[string]func(*Play, []string) // lines that are no commands, besides show, history and expect

	Meet  func(*Play)                                  // names the records that have come up
	State func(governance.Ref) string                  // how a record stands, on one line
	Fact  func(ref governance.Ref, what string) string // what else can be expected of it
	Means func(word string) string                     // what a word stands for in a text
}

// A Play is a script on stage, and what it calls its records.
type Play struct {
	Stage
	refs    map[string]governance.Ref
	names   []string // in the order of their first mention
	printed map[string]int64
	out     strings.Builder
	line    string
}

// Perform plays a script and returns it with its transcript.
func (s Stage) Perform(script string) string {
	p := &Play{Stage: s, refs: map[string]governance.Ref{}, printed: map[string]int64{}}
	directions := map[string]func(*Play, []string){"show": show, "history": history, "expect": expect}
	maps.Copy(directions, s.Directions)
	for line := range strings.SplitSeq(strings.TrimRight(script, "\n"), "\n") {
		if strings.HasPrefix(line, "|") {
			continue
		}
		p.out.WriteString(line + "\n")
		p.line = line
		words := Cut(line)
		if len(words) == 0 || words[0] == "#" {
			continue
		}
		if direct, ok := directions[words[0]]; ok {
			direct(p, words[1:])
		} else {
			p.command(words)
		}
	}
	for _, name := range p.names {
		require.NoError(p, p.Shelf(p.refs[name]).Verify(p.Context(), p.refs[name].ID), "history of %s", name)
	}
	return p.out.String()
}

// Shelf is where a record stands.
func (p *Play) Shelf(ref governance.Ref) *governance.Shelf {
	s, ok := p.Office.Shelf(ref.Kind)
	require.True(p, ok, ref.Kind)
	return s
}

// View is a record as somebody sees it; "system" sees all.
func (p *Play) View(who string, ref governance.Ref) (*governance.View, error) {
	return p.Shelf(ref).Get(p.Context(), p.Actor(who), ref.ID)
}

// Actor is a player, or the system.
func (p *Play) Actor(who string) governance.Actor {
	if who == "system" {
		return governance.Actor{System: true}
	}
	actor, ok := p.Players[who]
	require.True(p, ok, "%s: nobody is called %s", p.line, who)
	return actor
}

// Report prints every record that has changed: the new entries, and how it stands.
func (p *Play) Report() {
	p.Meet(p)
	for _, name := range p.names {
		ref := p.refs[name]
		history, err := p.Shelf(ref).History(p.Context(), p.Actor("system"), ref.ID, p.printed[name], 1000)
		require.NoError(p, err)
		for _, e := range history {
			p.Print("%s 第%d版 %s %s %s", name, e.Version, e.AsOf.In(civil.Zone).Format("01-02 15:04"), p.author(&e), e.Label.Zh)
			p.printed[name] = e.Version
		}
		if len(history) > 0 {
			p.Print("  %s", p.State(ref))
		}
	}
}

// author says who acted: a unit by name, time, or another record's command.
func (p *Play) author(e *governance.EntryView) string {
	switch {
	case !e.Cause.IsZero():
		return "（因" + p.Called(e.Cause.Ref.ID) + "）"
	case e.By.System:
		return "到时"
	case e.By.Unit == "":
		return "本人"
	}
	return p.tree().Name(orgtree.Code(e.By.Unit))
}

func (p *Play) tree() *orgtree.Tree {
	tree, err := p.Office.Tree(p.Context(), civil.DateOf(*p.Now))
	require.NoError(p, err)
	return tree
}

// Deadlines are those that run or were missed.
func Deadlines(about *governance.Description, all []governance.Deadline, now time.Time) (out string) {
	for i := range all {
		if state := all[i].State(now); state == governance.Running || state == governance.Missed {
			out += fmt.Sprintf("，%s限%s", about.LimitLabel(all[i].Name).Zh, all[i].Due.In(civil.Zone).Format("01-02 15:04"))
		}
	}
	return out
}

// show prints what everybody who sees the record may do next.
func show(p *Play, words []string) {
	for _, who := range slices.Sorted(maps.Keys(p.Players)) {
		v, err := p.View(who, p.Ref(words[0]))
		if err != nil {
			continue
		}
		labels := []string{}
		for _, a := range v.Actions() {
			labels = append(labels, a.Label.Zh)
		}
		p.Print("%s 可：%s", who, strings.Join(append(labels, "（只能查看）")[:max(1, len(labels))], " "))
	}
}

// history prints every entry of a record, with the row that admitted it.
func history(p *Play, words []string) {
	ref := p.Ref(words[0])
	entries, err := p.Shelf(ref).History(p.Context(), p.Actor("system"), ref.ID, 0, 1000)
	require.NoError(p, err)
	for _, e := range entries {
		p.Print("%2d %s %s %s [%s]", e.Version, e.At.In(civil.Zone).Format("01-02 15:04"), p.author(&e), e.Label.Zh, e.Rule)
	}
}

// expect checks a thing whatever the transcript says: a phase, an outcome, or whom
// a record is hidden from or seen by.
func expect(p *Play, words []string) {
	ref := p.Ref(words[0])
	v, err := p.View("system", ref)
	require.NoError(p, err)
	switch what, want := words[1], words[2]; what {
	case "phase":
		require.Equal(p, want, string(v.Phase), p.line)
	case "hidden-from", "seen-by":
		_, err := p.View(want, ref)
		require.Equal(p, map[string]string{"hidden-from": "not-found", "seen-by": "ok"}[what], KindOf(err), p.line)
	default:
		require.Equal(p, strings.Join(words[2:], " "), p.Fact(ref, what), p.line)
	}
}

// Listing prints the answer of a question that is a table, as somebody is shown it.
func (p *Play) Listing(who string, shelf *governance.Shelf, question, params string) {
	into, ok := shelf.NewParams(question)
	require.True(p, ok)
	require.NoError(p, governance.StdCodec{}.Unmarshal([]byte(params), into))
	got, err := shelf.Ask(p.Context(), p.Actor(who), question, into)
	if err != nil {
		p.Print("✗ %s", Explain(err))
		return
	}
	p.Rows(got.(*governance.Listing), func(cell string) string { return cell })
}

// Rows prints a table row by row: records as the script calls them, and every other
// cell as call says.
func (p *Play) Rows(l *governance.Listing, call func(cell string) string) {
	for _, row := range l.Rows {
		cells := make([]string, len(row))
		for i, cell := range row {
			cells[i] = call(cell)
			if id, err := uuid.Parse(cell); err == nil && cells[i] == cell {
				cells[i] = p.Called(id)
			}
		}
		p.Print("%s", strings.Join(cells, " · "))
	}
}

// Names are what the script has called its records so far, in order.
func (p *Play) Names() []string { return slices.Clone(p.names) }

// Printed says that a record's history need not be told up to a version.
func (p *Play) Printed(name string, version int64) { p.printed[name] = version }
