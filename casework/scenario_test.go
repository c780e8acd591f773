package casework_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
)

// Scenarios are the lives of matters as text, in testdata: what somebody does,
// a line each, and below it what came of it, behind a bar. A line says what is
// done; the transcript behind the bars is what the system answers, and
//
//	go test ./casework -run Scenarios -update
//
// writes it anew, to be read as a difference. Whoever knows the domain can read
// and write them:
//
//	policy sampleShare=1000                          at the top: another policy (else the default, and no samples)
//	at 2024-09-27 09:00                              the clock moves, and time acts
//	resident reports "路灯坏了" at 阳光小区 -> A         somebody opens a matter
//	community whistles A "超出能力"                     … or gives a command about one
//	town tries complete A "x" => forbidden           … that must be refused, and how
//	expect A phase whistled                          checked whatever the transcript says
//	show A                                           what everybody may do next
//	history A · board · figures                      what was written down, posted, counted
//	observe A                                        what scoring is told of it
//	reorganise merge 海达社区 into 海虹社区               the organisation changes
func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.GreaterOrEqual(t, len(files), 20)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			scripttest.Golden(t, file, runScenario(t, string(raw)))
		})
	}
}

// A stage play: the world, and what the script calls its records.
type play struct {
	*world
	t       *testing.T
	refs    map[string]governance.Ref // name → record
	names   []string                  // in the order of their first mention
	shown   map[string]shown          // what was printed of each last
	out     strings.Builder
	lineNow string
}

// shown is the last state that the transcript printed of a record.
type shown struct {
	version                int64
	units, deadlines, desk string
}

// runScenario plays a script and returns it with its transcript.
func runScenario(t *testing.T, script string) string {
	p := &play{world: newWorld(t, policyOf(t, script)), t: t, refs: map[string]governance.Ref{}, shown: map[string]shown{}}
	for _, line := range strings.Split(strings.TrimRight(script, "\n"), "\n") {
		if strings.HasPrefix(line, "|") {
			continue
		}
		p.out.WriteString(line + "\n")
		p.lineNow = line
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			p.play(line)
		}
	}
	for _, name := range p.names {
		require.NoError(t, p.shelf(p.refs[name].Kind).Verify(t.Context(), p.refs[name].ID), "history of %s", name)
	}
	return p.out.String()
}

func (p *play) play(line string) {
	words := cut(line)
	switch words[0] {
	case "at":
		p.to(at(p.t, words[1]+" "+words[2]))
		p.report()
	case "policy": // read before anything else
	case "expect":
		p.expect(words[1], words[2:])
	case "show":
		p.show(words[1])
	case "history":
		p.history(words[1])
	case "observe":
		p.observe(words[1])
	case "board":
		p.notices()
	case "figures":
		p.figures(words[1:])
	case "reorganise":
		p.change(words[1:])
	default:
		p.command(words)
	}
}

// command gives one command, and prints what came of it or how it was refused.
func (p *play) command(words []string) {
	s := p.parse(words)
	before := p.office.Now()
	p.now = p.now.Add(time.Minute)
	receipt, err := p.shelf(s.kind).Do(p.t.Context(), governance.Request{Actor: p.actor(s.who), ID: s.id, Command: s.command})
	kind := kindOf(p.t, err)
	require.Equal(p.t, s.want, kind, "%s: %v", p.lineNow, err)
	if err != nil {
		p.now = before
		p.print("✗ %s", scripttest.Explain(err))
		return
	}
	if s.id == uuid.Nil {
		p.name(s.as, receipt.View.Ref)
	}
	if q, ok := receipt.View.Record().(*casework.Inquiry); ok && q.Matter != uuid.Nil {
		p.name(s.as, governance.Ref{Kind: casework.KindCase, ID: q.Matter})
	}
	if s.verb == "split" {
		for i, id := range p.children(s.id) {
			p.name(s.subject+"."+string(rune('1'+i)), governance.Ref{Kind: casework.KindCase, ID: id})
		}
	}
	p.report()
}

func (p *play) name(as string, ref governance.Ref) {
	require.NotEmpty(p.t, as, "%s: give it a name with ->", p.lineNow)
	if _, known := p.refs[as]; !known {
		p.refs[as] = ref
		p.names = append(p.names, as)
	}
}

func (p *play) shelf(kind string) *governance.Shelf {
	s, ok := p.office.Shelf(kind)
	require.True(p.t, ok, kind)
	return s
}

// ref finds a record that the script has named.
func (p *play) ref(name string) governance.Ref {
	ref, ok := p.refs[name]
	require.True(p.t, ok, "%s: nothing is called %s", p.lineNow, name)
	return ref
}

// matter reads the matter of a name, whoever may see it.
func (p *play) matter(name string) *casework.Case { return p.get(p.ref(name).ID) }
