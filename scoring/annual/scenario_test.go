package annual_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring/annual"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// Scenarios are years as text, in testdata: what somebody does, a line each, and
// below it, behind a bar, what came of it. The transcript is written anew by
//
//	go test ./scoring/annual -run Scenarios -update
//
// and read as a difference. Besides commands ("li hands-in A.review.li points=90")
// there are
//
//	at 2025-01-06 09:00        the clock moves, and time acts
//	deeds 海沧街道 5 x6          six things done, each rated with a step
//	round R 2024-Q3            opinions on a period, computed and issued; a rule set may follow
//	expect A phase combined    checked whatever the transcript says
//	show A · history A · page A · nodes A · results district small
//	merge 住建局 城管局 · rename …  the organisation changes
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 7)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			scripttest.Golden(t, file, onStage(newWorld(t)).Perform(string(raw)))
		})
	}
}

// A play is a script on stage in this package's world.
type play struct {
	*world
	*scripttest.Play
}

func onStage(w *world) scripttest.Stage {
	p := &play{world: w}
	s := scripttest.Stage{
		TB: w, Office: w.office, Now: &w.now, Players: players, State: p.state, Fact: p.fact, Means: p.text,
		Meet: func(on *scripttest.Play) { p.Play = on; p.meet() }, Directions: map[string]func(*scripttest.Play, []string){},
	}
	for name, direct := range directions() {
		s.Directions[name] = func(on *scripttest.Play, words []string) { p.Play = on; direct(p, words) }
	}
	return s
}

func directions() map[string]func(*play, []string) {
	return map[string]func(*play, []string){
		"at": func(p *play, words []string) {
			p.to(words[0] + " " + words[1])
			p.Report()
		},
		"nodes": nodes,
		"deeds": func(p *play, words []string) {
			step, err := strconv.Atoi(words[1])
			require.NoError(p, err)
			n, err := strconv.Atoi(strings.TrimPrefix(words[2], "x"))
			require.NoError(p, err)
			for range n {
				p.deed(p.Code(words[0]), step)
			}
		},
		"round": func(p *play, words []string) {
			r := p.round(words[1], append(words[2:], responders)[0])
			p.Name(words[0], governance.Ref{Kind: appraisal.KindRound, ID: r.ID})
			p.meet()
			for _, name := range p.Names() { // what scenarios of appraisal show
				if strings.HasPrefix(name, words[0]) {
					p.Printed(name, 2)
				}
			}
		},
		"page": func(p *play, words []string) {
			v, err := p.View("district", p.Ref(words[0]))
			require.NoError(p, err)
			text, err := v.Page()
			require.NoError(p, err)
			for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
				p.Print("%s", line)
			}
		},
		"results": func(p *play, words []string) {
			p.Listing(words[0], p.annual.Assessments.Shelf, "results", `{"period":"2024-01-01/2025-01-01","scheme":"`+words[1]+`"}`)
		},
		"merge": func(p *play, words []string) {
			p.change(orgtree.Merge{Codes: []orgtree.Code{p.Code(words[0])}, Into: p.Code(words[1]), Day: civil.DateOf(p.now)})
		},
		"rename": func(p *play, words []string) {
			p.change(orgtree.Rename{Code: p.Code(words[0]), Name: words[1], Day: civil.DateOf(p.now)})
		},
	}
}

// text names the schemes of the scripts; every other word stands for itself.
func (p *play) text(word string) string {
	if s, ok := schemes[word]; ok {
		return s
	}
	return word
}

// meet names the opinions of rounds by their units, and the sheets of assessments
// by indicator and reviewer.
func (p *play) meet() {
	for _, name := range p.Names() {
		switch ref := p.Ref(name); ref.Kind {
		case appraisal.KindRound:
			r, err := p.appraisal.Rounds.Get(p.Context(), p.Actor("system"), ref.ID)
			require.NoError(p, err)
			for _, id := range r.Opinions {
				o, err := p.appraisal.Opinions.Get(p.Context(), p.Actor("system"), id)
				require.NoError(p, err)
				p.Name(name+"."+p.tree().Name(o.Unit), governance.Ref{Kind: appraisal.KindOpinion, ID: id})
			}
		case annual.KindAssessment:
			a, err := p.annual.Assessments.Get(p.Context(), p.Actor("system"), ref.ID)
			require.NoError(p, err)
			for _, id := range a.Sheets {
				if p.Called(id) == "–" {
					s, err := p.annual.Sheets.Get(p.Context(), p.Actor("system"), id)
					require.NoError(p, err)
					p.Name(name+"."+s.Leaf+"."+p.reviewer(s), governance.Ref{Kind: annual.KindSheet, ID: id})
				}
			}
		}
	}
}

func (p *play) reviewer(s *annual.Sheet) string {
	if s.Reviewer.Person != "" {
		return s.Reviewer.Person
	}
	return p.tree().Name(s.Reviewer.Unit)
}

// state is how a record stands, in one line.
func (p *play) state(ref governance.Ref) string {
	v, err := p.View("system", ref)
	require.NoError(p, err)
	about := p.Shelf(ref).Describe()
	out := about.PhaseLabel(v.Phase).Zh
	switch r := v.Record().(type) {
	case *annual.Assessment:
		out += fmt.Sprintf("，%s %s，第%d版", r.Scheme.Title.Zh, r.Period.Text().Zh, r.Edition)
		for _, c := range r.Cited {
			out += fmt.Sprintf("，%s引用%d份%s", c.Leaf, len(c.Opinions), c.Waiver)
		}
		for _, f := range r.Figures {
			out += fmt.Sprintf("，%s取%s", f.Leaf, f.Source)
		}
		if r.Result != nil {
			out += fmt.Sprintf("，收表%d份，%s", r.Handed, score(r.Result))
		}
	case *annual.Sheet:
		if r.Points != nil {
			out += "，" + r.Points.String() + "分"
		}
		if r.Locked {
			out += "，已锁定"
		}
		out += scripttest.Deadlines(about, r.Deadlines, p.now)
	case *appraisal.Opinion:
		for _, u := range r.Uses {
			out += "，运用于" + u.Assessment
		}
	}
	return out
}

func score(r *assessment.Result) string {
	if r.Score == nil {
		return "无值"
	}
	return r.Score.Text(r.Rounding.Places) + "分，" + governance.Label(r.Grade.Choices(), string(r.Grade)).Zh
}

// fact is one thing that expect checks.
func (p *play) fact(ref governance.Ref, what string) string {
	v, err := p.View("system", ref)
	require.NoError(p, err)
	switch r := v.Record().(type) {
	case *annual.Assessment:
		switch what {
		case "score":
			return score(r.Result)
		case "edition":
			return strconv.Itoa(r.Edition)
		case "handed":
			return strconv.Itoa(r.Handed)
		case "uses":
			return strconv.Itoa(len(r.Uses))
		}
	case *appraisal.Opinion:
		if what == "uses" {
			return strconv.Itoa(len(r.Uses))
		}
	}
	return "no such fact"
}

// nodes prints a result node by node, to be reckoned by hand.
func nodes(p *play, words []string) {
	a, err := p.annual.Assessments.Get(p.Context(), p.Actor("system"), p.Ref(words[0]).ID)
	require.NoError(p, err)
	var down func([]assessment.NodeResult, string)
	down = func(all []assessment.NodeResult, indent string) {
		for i := range all {
			n := &all[i]
			value := "无值"
			if n.Value != nil {
				value = n.Value.String()
			}
			p.Print("%s%s 权重%s（实际%s）：%s", indent, n.ID, n.Weight, n.Share, value)
			if n.Sheets != nil {
				for _, k := range n.Sheets.Kinds {
					p.Print("%s  %s 应收%d实收%d：%v", indent, k.ID, k.Expected, k.Handed, k.Points)
				}
			}
			down(n.Nodes, indent+"  ")
		}
	}
	down(a.Result.Nodes, "")
}
