package districttest

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/internal/scripttest"
)

// Scenarios plays every testdata/*.txt of an institution, each in a district of
// its own, and holds the transcript against the file; run with -update it writes
// the transcripts anew. Along the way it learns who may do what in which phase,
// and holds that against testdata/rights.md: every phase and command of the kinds
// that the package is about has to occur.
//
// Besides commands ("community convenes 海沧社区 … -> A", see package scripttest)
// a script has
//
//	at 2024-10-08 09:00          the clock moves, and time acts
//	ask resident voice figures {"unit":"350205001001"}
//	expect A phase closed        checked whatever the transcript says
//	expect A answered 2          a field of the record
//	show A · history A · page A
//	ends compound                somebody's post ends today
//
// Records that follow from others are called by their kind and a number: task1.
func Scenarios(t *testing.T, open func(testing.TB) *World, kinds ...string) {
	files, err := filepath.Glob("testdata/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	r := rights{}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			raw, err := os.ReadFile(file)
			require.NoError(t, err)
			w := open(t)
			scripttest.Golden(t, file, w.perform(string(raw), r))
		})
	}
	if !t.Failed() {
		scripttest.Golden(t, "testdata/rights.md", r.table(t, open(t), kinds))
	}
}

// stage is the world as scripts are played on it.
type stage struct {
	*World
	*scripttest.Play
	rights  rights
	seen    int64                                // of the feed
	counted map[string]int                       // by kind
	told    map[governance.Ref]map[string]string // what every field said when the record was last told of
}

func (w *World) perform(script string, r rights) string {
	s := &stage{World: w, rights: r, counted: map[string]int{}, told: map[governance.Ref]map[string]string{}}
	names := map[string]governance.Actor{}
	for _, name := range People() {
		names[name] = w.Actor(name)
	}
	return scripttest.Stage{
		TB: w.TB, Office: w.Office, Now: &w.now, Players: names,
		Meet: func(p *scripttest.Play) { s.Play = p; s.meet() }, State: s.state, Fact: s.fact, Means: s.text,
		Directions: map[string]func(*scripttest.Play, []string){
			"at":   func(p *scripttest.Play, words []string) { s.Play = p; s.at(words) },
			"ask":  func(p *scripttest.Play, words []string) { s.Play = p; s.ask(words) },
			"ends": func(p *scripttest.Play, words []string) { s.Play = p; s.ends(words[0]) },
			"page": func(p *scripttest.Play, words []string) { s.Play = p; s.page(words) },
		},
	}.Perform(script)
}

func (s *stage) at(words []string) {
	at, err := time.ParseInLocation("2006-01-02 15:04", words[0]+" "+words[1], civil.Zone)
	require.NoError(s.TB(), err)
	s.World.To(at)
	s.Report()
}

// TB is the test, of which the world and the play each have one.
func (s *stage) TB() testing.TB { return s.World.TB }

// meet names what has been opened since, and learns what may be done with all
// that has changed.
func (s *stage) meet() {
	for {
		entries, err := s.World.Office.Feed(s.TB().Context(), s.seen, 1000)
		require.NoError(s.TB(), err)
		if len(entries) == 0 {
			return
		}
		for i := range entries {
			e := &entries[i]
			s.seen = e.Position
			if e.Version == 1 && s.Called(e.Ref.ID) == "–" {
				s.counted[e.Ref.Kind]++
				s.Name(e.Ref.Kind+itoa(s.counted[e.Ref.Kind]), e.Ref)
			}
			s.rights.learn(s.World, e.Ref)
		}
	}
}

func (s *stage) page(words []string) {
	v, err := s.View("system", s.Ref(words[0]))
	require.NoError(s.TB(), err)
	text, err := v.Page()
	require.NoError(s.TB(), err)
	for line := range strings.SplitSeq(strings.TrimRight(text, "\n"), "\n") {
		s.Print("%s", line)
	}
}

func (s *stage) ask(words []string) {
	params := strings.Join(words[3:], " ")
	if params == "" {
		params = "{}"
	}
	answer, err := s.World.Ask(words[0], words[1], words[2], s.codes(params))
	if err != nil {
		s.Print("✗ %s", scripttest.Explain(err))
		return
	}
	s.answer(answer)
}
