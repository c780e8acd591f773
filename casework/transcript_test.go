package casework_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/notice"
	"github.com/jinlin-project/jinlin/orgtree"
)

// print writes one line of the transcript.
func (p *play) print(format string, args ...any) {
	fmt.Fprintf(&p.out, "|   "+format+"\n", args...)
}

// report prints every record that has changed since it was printed last: the
// new entries, and what they changed of units, deadlines and desks.
func (p *play) report() {
	for _, name := range p.names {
		if ref := p.refs[name]; ref.Kind == casework.KindCase && p.get(ref.ID).Sample != uuid.Nil {
			p.meet(name, p.get(ref.ID).Sample)
		}
	}
	for _, name := range p.names {
		ref, old := p.refs[name], p.shown[name]
		now := old
		for _, e := range p.entries(ref.Kind, ref.ID) {
			if e.Version > old.version {
				p.print("%s 第%d版 %s %s %s", name, e.Version, short(e.AsOf), p.author(&e), p.deed(ref.Kind, &e))
				now.version = e.Version
			}
		}
		if now.version == old.version {
			continue
		}
		now.units, now.deadlines, now.desk = p.units(ref), p.deadlines(ref), strings.Join(p.desksOf(ref), " ")
		p.print("  %s%s", p.phase(ref), p.extras(ref))
		p.changed("单位", old.units, now.units)
		p.changed("时限", old.deadlines, now.deadlines)
		p.changed("待办", old.desk, now.desk)
		p.shown[name] = now
	}
}

// meet gives a sample that was drawn of a matter its name: A.抽查, and after that
// A.抽查2 and on.
func (p *play) meet(matter string, sample uuid.UUID) {
	ref := governance.Ref{Kind: casework.KindSample, ID: sample}
	for n := 1; ; n++ {
		name := matter + ".抽查"
		if n > 1 {
			name += strconv.Itoa(n)
		}
		if known, ok := p.refs[name]; !ok || known == ref {
			p.name(name, ref)
			return
		}
	}
}

func (p *play) changed(label, old, now string) {
	if old == now {
		return
	}
	if now == "" {
		now = "无"
	}
	p.print("  %s：%s", label, now)
}

// short writes an instant as month, day and time.
func short(t time.Time) string { return t.In(civil.Zone).Format("01-02 15:04") }

// author says who acted: a unit by name, a person by role, time, or another
// record's command.
func (p *play) author(e *governance.Entry) string {
	switch {
	case !e.Cause.IsZero():
		for _, name := range p.names {
			if p.refs[name] == e.Cause.Ref {
				return "（因" + name + "）"
			}
		}
		return "（连带）"
	case e.By.System:
		return "到时"
	case e.By.Unit == "":
		return e.By.Person
	}
	if name := p.tree().Name(orgtree.Code(e.By.Unit)); name != "" {
		return name
	}
	return e.By.Unit
}

// deed names the command, and of a warning which.
func (p *play) deed(kind string, e *governance.Entry) string {
	label := p.shelf(kind).Describe().Sheet(e.Verb).Label.Zh
	if e.Verb != "warn" {
		return label
	}
	for i := range e.Body {
		var text string
		if json.Unmarshal(e.Body[i].Value, &text) == nil && e.Body[i].Name != "unit" {
			label += " " + text
		}
	}
	return label
}

func (p *play) phase(ref governance.Ref) string {
	v, err := p.shelf(ref.Kind).Get(p.t.Context(), governance.Actor{System: true}, ref.ID)
	require.NoError(p.t, err)
	return p.shelf(ref.Kind).Describe().PhaseLabel(v.Phase).Zh
}

// extras are facts that matter only while they are set.
func (p *play) extras(ref governance.Ref) string {
	if ref.Kind == casework.KindSample {
		if s := p.sample(ref.ID); s.Outcome != "" {
			return "，结果：" + governance.Label(casework.Verdict("").Choices(), s.Outcome).Zh
		}
	}
	if ref.Kind != casework.KindCase {
		return ""
	}
	c := p.get(ref.ID)
	var out strings.Builder
	say := func(set bool, format string, args ...any) {
		if set {
			fmt.Fprintf(&out, "，"+format, args...)
		}
	}
	say(c.List != "", "%s", governance.Label(casework.List("").Choices(), string(c.List)).Zh)
	say(c.Outcome != "", "结果：%s", governance.Label(casework.Outcome("").Choices(), c.Outcome).Zh)
	say(!c.Paused.IsZero(), "挂起中")
	say(c.Extension != nil, "待决定延期")
	say(c.ReviewOn != 0, "复查日%s", c.ReviewOn)
	say(c.ReviewDue, "待复查")
	say(c.Unclosed > 0, "未结子事项%d", c.Unclosed)
	say(len(c.Merged) > 0, "并入%d件", len(c.Merged))
	say(len(c.Owing) > 0 && c.Phase == casework.PhaseRating, "待评%v", c.Owing)
	return out.String()
}

func (p *play) units(ref governance.Ref) string {
	if ref.Kind != casework.KindCase {
		return ""
	}
	var out []string
	for _, u := range p.get(ref.ID).Units {
		role := governance.Label(casework.Role("").Choices(), string(u.Role)).Zh
		state := governance.Label(casework.Standing("").Choices(), string(u.State)).Zh
		name := p.tree().Name(u.Unit)
		if name == "" {
			name = string(u.Unit)
		}
		out = append(out, fmt.Sprintf("%s（%s，%s）", name, role, state))
	}
	return strings.Join(out, "、")
}

// deadlines lists those that run, stand still or were missed, and counts the
// rest.
func (p *play) deadlines(ref governance.Ref) string {
	v, err := p.shelf(ref.Kind).Get(p.t.Context(), governance.Actor{System: true}, ref.ID)
	require.NoError(p.t, err)
	about := p.shelf(ref.Kind).Describe()
	var all []governance.Deadline
	switch r := v.Record().(type) {
	case *casework.Case:
		all = r.Deadlines
	case *casework.Inquiry:
		all = r.Deadlines
	case *casework.Sample:
		all = r.Deadlines
	}
	var out []string
	for i := range all {
		d := &all[i]
		state := d.State(p.now)
		if state == governance.Met || state == governance.Lifted {
			continue
		}
		text := fmt.Sprintf("%s %s %s", about.LimitLabel(d.Name).Zh, short(d.Due), governance.Label(governance.State("").Choices(), string(state)).Zh)
		if d.Provisional {
			text += "（暂定）"
		}
		out = append(out, text)
	}
	return strings.Join(out, "、")
}

func (p *play) desksOf(ref governance.Ref) []string {
	if ref.Kind == casework.KindInquiry {
		return nil
	}
	return p.desksAt(p.shelf(ref.Kind), ref.ID)
}

// show prints what everybody who may see the matter may do next.
func (p *play) show(name string) {
	ref := p.ref(name)
	for _, who := range players {
		v, err := p.shelf(ref.Kind).Get(p.t.Context(), p.actor(who.name), ref.ID)
		if err != nil {
			continue
		}
		var labels []string
		for _, a := range v.Actions() {
			labels = append(labels, a.Label.Zh)
		}
		if len(labels) == 0 {
			labels = []string{"（只能查看）"}
		}
		p.print("%s 可：%s", who.name, strings.Join(labels, " "))
	}
}

// history prints every entry of a record, with the row that admitted it.
func (p *play) history(name string) {
	ref := p.ref(name)
	for _, e := range p.entries(ref.Kind, ref.ID) {
		p.print("%2d %s %s %s [%s]", e.Version, short(e.At), p.author(&e), p.deed(ref.Kind, &e), e.Rule)
	}
}

// notices prints the public board, as somebody without an account sees it.
func (p *play) notices() {
	views, _, err := p.board.List(p.t.Context(), governance.Actor{}, governance.Query{})
	require.NoError(p.t, err)
	if len(views) == 0 {
		p.print("公开栏无内容")
	}
	for _, v := range views {
		n := v.Record().(*notice.Notice)
		var who []string
		for _, h := range n.Handlers {
			who = append(who, p.tree().Name(h))
		}
		result := governance.Label(casework.Outcome("").Choices(), n.Result).Zh
		p.print("公开栏 %s：%s；%s办理；%s；%s办结", p.tree().Name(n.Community), n.Asked, strings.Join(who, "、"), result, short(n.Completed))
	}
}

// figures prints the institution's figures as somebody sees them.
func (p *play) figures(words []string) {
	about := p.cases.Shelf
	if len(words) > 1 {
		about = p.shelf(words[1])
	}
	f, err := about.Ask(p.t.Context(), p.actor(words[0]), "figures", &governance.FigureParams{})
	require.NoError(p.t, err)
	got := f.(*governance.Figures)
	if got.ByUnit != nil {
		for _, unit := range slices.Sorted(maps.Keys(got.ByUnit)) {
			p.print("%s：%v", p.tree().Name(orgtree.Code(unit)), got.ByUnit[unit])
		}
	}
	p.print("收到%d，办结%d，在办%d，按时%d/%d，结果%v", got.Opened, got.Closed, got.Open, got.OnTime.Num, got.OnTime.Den, got.ByOutcome)
}
