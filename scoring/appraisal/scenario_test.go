package appraisal_test

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/appraisal"
)

// Scenarios are quarters as text, in testdata: what somebody does, a line each, and
// below it, behind a bar, what came of it. The transcript is written anew by
//
//	go test ./scoring/appraisal -run Scenarios -update
//
// and read as a difference. Besides commands ("centre issues R1") there are
//
//	at 2024-10-08 09:00              the clock moves, and time acts
//	matter town 5 -> M1              a matter from report to rating, with a step; 0: nobody rates
//	matter town 5 x6                 six of them
//	expect R1.海沧街道 phase issued   checked whatever the transcript says
//	show R1.海沧街道                  what everybody may do next
//	terms · changes · page · verify  an opinion's numbers, differences, page, digest
//	matters town R1.海沧街道 response the matters behind a number
//	table centre 2024-Q3 responder   the table of a period
//	merge 兴旺社区 海虹社区 · rename … the organisation changes
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 9)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			scripttest.Golden(t, file, onStage(memoryWorld(t)).Perform(string(raw)))
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
		"matter": matter, "matters": matters, "terms": terms, "table": table,
		"changes": func(p *play, words []string) { p.lines(p.opinionOf(words[0]).Changed) },
		"page": func(p *play, words []string) {
			v, err := p.View("system", p.Ref(words[0]))
			require.NoError(p, err)
			text, err := v.Page()
			require.NoError(p, err)
			p.lines(text)
		},
		"verify": func(p *play, words []string) {
			o := p.opinionOf(words[0])
			back, err := scoring.Verify(o.Content.Canonical(), o.Sum)
			require.NoError(p, err)
			p.Print("摘要相符，第%d版", back.Edition)
		},
		"merge": func(p *play, words []string) {
			p.change(orgtree.Merge{Codes: []orgtree.Code{p.Code(words[0])}, Into: p.Code(words[1]), Day: civil.DateOf(p.now)})
		},
		"rename": func(p *play, words []string) {
			p.change(orgtree.Rename{Code: p.Code(words[0]), Name: words[1], Day: civil.DateOf(p.now)})
		},
	}
}

func (p *play) lines(text string) {
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		p.Print("%s", line)
	}
}

// matter runs one matter from its report to its ratings: of the town, of the other
// town, or of the two departments.
func matter(p *play, words []string) {
	step, err := strconv.Atoi(words[1])
	require.NoError(p, err)
	var id uuid.UUID
	switch words[0] {
	case "town":
		id = p.townMatter(community, "community", "town", step)
	case "town2":
		id = p.townMatter(remote, "remote", "town2", step)
	default:
		id = p.departmentMatter(step)
	}
	if len(words) == 3 {
		n, err := strconv.Atoi(strings.TrimPrefix(words[2], "x"))
		require.NoError(p, err)
		for range n - 1 {
			matter(p, words[:2])
		}
	}
	if len(words) > 3 {
		p.Name(words[3], governance.Ref{Kind: casework.KindCase, ID: id})
		c, err := p.cases.Get(p.Context(), p.Actor("system"), id)
		require.NoError(p, err)
		p.Printed(words[3], c.Version)
	}
}

// text expands "own:2:response=0.2" to the shipped rules as version 2 with other
// weights; every other word stands for itself.
func (p *play) text(word string) string {
	parts := strings.Split(word, ":")
	if parts[0] != "own" {
		return word
	}
	version, err := strconv.Atoi(parts[1])
	require.NoError(p, err)
	weights := map[string]string{}
	for _, w := range parts[2:] {
		id, weight, _ := strings.Cut(w, "=")
		weights[id] = weight
	}
	return own(p.world, version, weights)
}

// meet names the opinions of rounds by their units.
func (p *play) meet() {
	for _, name := range p.Names() {
		if p.Ref(name).Kind != appraisal.KindRound {
			continue
		}
		r, err := p.books.Rounds.Get(p.Context(), p.Actor("system"), p.Ref(name).ID)
		require.NoError(p, err)
		for _, id := range r.Opinions {
			if p.Called(id) == "–" {
				o, err := p.books.Opinions.Get(p.Context(), p.Actor("system"), id)
				require.NoError(p, err)
				p.Name(name+"."+cmp.Or(p.tree().Name(o.Unit), string(o.Unit)), governance.Ref{Kind: appraisal.KindOpinion, ID: id})
			}
		}
	}
}

// state is how a record stands, in one line.
func (p *play) state(ref governance.Ref) string {
	v, err := p.View("system", ref)
	require.NoError(p, err)
	about := p.Shelf(ref).Describe()
	out := about.PhaseLabel(v.Phase).Zh
	switch r := v.Record().(type) {
	case *appraisal.RuleBook:
		out += fmt.Sprintf("，%s 第%d版", r.Name, r.No)
	case *appraisal.Round:
		out += fmt.Sprintf("，%s，第%d版，规则 %s 第%d版，参考意见%d份", r.Period.Text().Zh, r.Edition, r.Rules.ID, r.Rules.Version, len(r.Opinions))
	case *appraisal.Opinion:
		out += "，" + standing(&r.Content) + scripttest.Deadlines(about, r.Deadlines, p.now)
		if r.Outcome != "" {
			out += "，" + r.Outcome
		}
		if r.Successor != uuid.Nil {
			out += "，下一版次 " + p.Called(r.Successor)
		}
	}
	return out
}

// standing is an opinion in one line.
func standing(o *scoring.Opinion) string {
	if o.Score == nil {
		return fmt.Sprintf("无得分，计入%d件", o.Parts)
	}
	out := fmt.Sprintf("%s分，计入%d件", o.Score.Text(o.Rounding.Places), o.Parts)
	if o.Rank > 0 {
		out += fmt.Sprintf("，%s，第%d名（共%d）", governance.Label(o.Grade.Choices(), string(o.Grade)).Zh, o.Rank, o.Of)
	}
	for _, e := range o.Excluded {
		out += fmt.Sprintf("，%s不计%d件", governance.Label(e.Reason.Choices(), string(e.Reason)).Zh, e.Parts)
	}
	return out
}

func (p *play) opinionOf(name string) *appraisal.Opinion {
	o, err := p.books.Opinions.Get(p.Context(), p.Actor("system"), p.Ref(name).ID)
	require.NoError(p, err)
	return o
}

// fact is one thing of an opinion that expect checks.
func (p *play) fact(ref governance.Ref, what string) string {
	o, err := p.books.Opinions.Get(p.Context(), p.Actor("system"), ref.ID)
	require.NoError(p, err)
	switch what {
	case "outcome":
		return o.Outcome
	case "edition":
		return strconv.Itoa(o.Content.Edition)
	case "score":
		return o.Content.Score.Text(o.Content.Rounding.Places)
	case "previous":
		return p.Called(o.Previous)
	case "uses":
		return strconv.Itoa(len(o.Uses))
	}
	return "no such fact"
}

// terms prints the numbers of an opinion, to be reckoned by hand.
func terms(p *play, words []string) {
	o := p.opinionOf(words[0])
	for _, t := range o.Content.Terms {
		value := "无值"
		if t.Value != nil {
			value = t.Value.String()
		}
		p.Print("%s %s÷%d = %s，权重 %s，得 %s", t.ID, t.Num, t.Den, value, t.Share, t.Points)
	}
	for _, a := range append(o.Content.Additions, o.Content.Deductions...) {
		p.Print("%s %d次，%s", a.ID, a.Count, a.Points)
	}
}

// matters prints what stands behind a number, as somebody is shown it.
func matters(p *play, words []string) {
	p.Listing(words[0], p.books.Opinions.Shelf, "matters", `{"opinion":"`+p.Ref(words[1]).ID.String()+`","row":"`+words[2]+`"}`)
}

// table prints the table of a period and side, as somebody is shown it.
func table(p *play, words []string) {
	p.Listing(words[0], p.books.Opinions.Shelf, "table", `{"period":"`+words[1]+`","side":"`+words[2]+`"}`)
}
