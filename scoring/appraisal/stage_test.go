package appraisal_test

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// minute passes with every command of a script.
const minute = time.Minute

// A play is a script on stage: the world, and what the script calls its records.
type play struct {
	*world
	refs    map[string]governance.Ref
	names   []string // in the order of their first mention
	printed map[string]int64
	out     strings.Builder
	line    string
}

// perform plays a script and returns it with its transcript.
func (p *play) perform(script string, directions map[string]func(*play, []string)) string {
	p.refs, p.printed = map[string]governance.Ref{}, map[string]int64{}
	for line := range strings.SplitSeq(strings.TrimRight(script, "\n"), "\n") {
		if strings.HasPrefix(line, "|") {
			continue
		}
		p.out.WriteString(line + "\n")
		p.line = line
		words := cut(line)
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
		require.NoError(p, p.shelf(p.refs[name]).Verify(p.Context(), p.refs[name].ID), "history of %s", name)
	}
	return p.out.String()
}

func (p *play) shelf(ref governance.Ref) *governance.Shelf {
	s, ok := p.office.Shelf(ref.Kind)
	require.True(p, ok, ref.Kind)
	return s
}

// view is a record as somebody sees it; "system" sees all.
func (p *play) view(who string, ref governance.Ref) (*governance.View, error) {
	return p.shelf(ref).Get(p.Context(), p.actor(who), ref.ID)
}

// actor is a player, or the system.
func (p *play) actor(who string) governance.Actor {
	if who == "system" {
		return governance.Actor{System: true}
	}
	actor, ok := players[who]
	require.True(p, ok, "%s: nobody is called %s", p.line, who)
	return actor
}

// report prints every record that has changed: the new entries, and how it stands.
func (p *play) report() {
	p.meet()
	for _, name := range p.names {
		ref := p.refs[name]
		history, err := p.shelf(ref).History(p.Context(), p.actor("system"), ref.ID, p.printed[name], 1000)
		require.NoError(p, err)
		for _, e := range history {
			p.print("%s 第%d版 %s %s %s", name, e.Version, e.AsOf.In(civil.Zone).Format("01-02 15:04"), p.author(&e), e.Label.Zh)
			p.printed[name] = e.Version
		}
		if len(history) > 0 {
			p.print("  %s", p.state(ref))
		}
	}
}

// author says who acted: a unit by name, time, or another record's command.
func (p *play) author(e *governance.EntryView) string {
	switch {
	case !e.Cause.IsZero():
		return "（因" + p.called(e.Cause.Ref.ID) + "）"
	case e.By.System:
		return "到时"
	case e.By.Unit == "":
		return "本人"
	}
	return p.tree().Name(orgtree.Code(e.By.Unit))
}

func (w *world) tree() *orgtree.Tree {
	tree, err := w.office.Tree(w.Context(), civil.DateOf(w.now))
	require.NoError(w, err)
	return tree
}

// deadlines are those that run or were missed.
func deadlines(about *governance.Description, all []governance.Deadline, now time.Time) (out string) {
	for i := range all {
		if state := all[i].State(now); state == governance.Running || state == governance.Missed {
			out += fmt.Sprintf("，%s限%s", about.LimitLabel(all[i].Name).Zh, all[i].Due.In(civil.Zone).Format("01-02 15:04"))
		}
	}
	return out
}

// show prints what everybody who sees the record may do next.
func show(p *play, words []string) {
	for _, who := range slices.Sorted(keysOf(players)) {
		v, err := p.view(who, p.ref(words[0]))
		if err != nil {
			continue
		}
		labels := []string{}
		for _, a := range v.Actions() {
			labels = append(labels, a.Label.Zh)
		}
		p.print("%s 可：%s", who, strings.Join(append(labels, "（只能查看）")[:max(1, len(labels))], " "))
	}
}

// history prints every entry of a record, with the row that admitted it.
func history(p *play, words []string) {
	ref := p.ref(words[0])
	entries, err := p.shelf(ref).History(p.Context(), p.actor("system"), ref.ID, 0, 1000)
	require.NoError(p, err)
	for _, e := range entries {
		p.print("%2d %s %s %s [%s]", e.Version, e.At.In(civil.Zone).Format("01-02 15:04"), p.author(&e), e.Label.Zh, e.Rule)
	}
}

// expect checks a thing whatever the transcript says: a phase, an outcome, or whom
// a record is hidden from or seen by.
func expect(p *play, words []string) {
	ref := p.ref(words[0])
	v, err := p.view("system", ref)
	require.NoError(p, err)
	switch what, want := words[1], words[2]; what {
	case "phase":
		require.Equal(p, want, string(v.Phase), p.line)
	case "hidden-from", "seen-by":
		_, err := p.view(want, ref)
		require.Equal(p, map[string]string{"hidden-from": "not-found", "seen-by": "ok"}[what], kindOf(err), p.line)
	default:
		require.Equal(p, strings.Join(words[2:], " "), p.fact(ref, what), p.line)
	}
}

// listing prints the answer of a question that is a table, as somebody is shown it.
func (p *play) listing(who string, shelf *governance.Shelf, question, params string) {
	into, ok := shelf.NewParams(question)
	require.True(p, ok)
	require.NoError(p, governance.StdCodec{}.Unmarshal([]byte(params), into))
	got, err := shelf.Ask(p.Context(), p.actor(who), question, into)
	if err != nil {
		p.print("✗ %s", explain(err))
		return
	}
	for _, row := range got.(*governance.Listing).Rows {
		for i := range row {
			if id, err := uuid.Parse(row[i]); err == nil {
				row[i] = p.called(id)
			}
		}
		p.print("%s", strings.Join(row, " · "))
	}
}
