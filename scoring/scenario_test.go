package scoring_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
)

// A script is a quarter as text: commands, and under each what the program
// answers (testdata/scenarios), rewritten by -update and read as a diff.
type script struct {
	t      *testing.T
	parts  []scoring.Observation
	scorer *scoring.Scorer
	issued []scoring.Opinion
}

func TestScenarios(t *testing.T) {
	files, err := filepath.Glob("testdata/scenarios/*.txt")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			text, err := os.ReadFile(file)
			require.NoError(t, err)
			golden(t, file, []byte(play(t, string(text))))
		})
	}
}

// play runs the commands of a script and writes it anew with the answers.
func play(t *testing.T, text string) string {
	t.Helper()
	s := &script{t: t}
	var out strings.Builder
	for _, line := range strings.Split(strings.TrimRight(text, "\n"), "\n") {
		if strings.HasPrefix(line, "    ") {
			continue // an answer of last time
		}
		out.WriteString(line + "\n")
		if command, ok := strings.CutPrefix(line, "run "); ok {
			for _, answer := range s.run(command) {
				out.WriteString("    " + answer + "\n")
			}
		}
	}
	return out.String()
}

func (s *script) run(command string) []string {
	verb, rest, _ := strings.Cut(command, " ")
	words := strings.Fields(rest)
	switch verb {
	case "parts":
		return s.addParts(words)
	case "whistles":
		return s.addWhistles(words)
	case "rules":
		data, ok := scoring.ShippedJSON(words[0])
		require.True(s.t, ok, words[0])
		s.scorer = must(scoring.NewScorer(must(scoring.DecodeRuleSet(data))))
		return nil
	case "rank":
		return s.rank()
	case "why":
		return s.why(orgtree.Code(words[0]), words[1])
	case "rates":
		return s.rates(orgtree.Code(words[0]))
	case "issue":
		s.issued = s.opinions(1)
		return []string{fmt.Sprintf("%d opinions issued", len(s.issued))}
	case "exempt":
		return s.exempt(orgtree.Code(words[0]), scoring.List(words[1]))
	case "changes":
		return s.changes(orgtree.Code(words[0]))
	}
	s.t.Fatalf("the script does not know %q", command)
	return nil
}

// addParts reads "unit group list number how, how, …".
func (s *script) addParts(words []string) []string {
	n, err := strconv.Atoi(words[3])
	require.NoError(s.t, err)
	how := strings.Join(words[4:], " ")
	for range n {
		o := part(len(s.parts)+1, orgtree.Code(words[0]), scoring.List(words[2]))
		o.Group = scoring.Group(words[1])
		for _, h := range strings.Split(how, ", ") {
			s.shape(&o, strings.Fields(h))
		}
		require.NoError(s.t, o.Validate())
		s.parts = append(s.parts, o)
	}
	return nil
}

// addWhistles reads "unit group number how, how, …".
func (s *script) addWhistles(words []string) []string {
	n, err := strconv.Atoi(words[2])
	require.NoError(s.t, err)
	for range n {
		o := whistle(len(s.parts)+1, orgtree.Code(words[0]))
		o.Group = scoring.Group(words[1])
		for _, how := range strings.Split(strings.Join(words[3:], " "), ", ") {
			switch how {
			case "checked and rated in time":
			case "checked late":
				o.Respond.Done = o.Respond.Due.Add(time.Hour)
			case "never rated":
				o.Complete.Done = time.Time{}
			case "sent back":
				o.SentBack = 1
			case "ruled unreasonable":
				o.Overruled, o.Ended, o.Complete = true, at(50), scoring.Duty{}
			default:
				s.t.Fatalf("the script does not know %q", how)
			}
		}
		require.NoError(s.t, o.Validate())
		s.parts = append(s.parts, o)
	}
	return nil
}

// shape says one thing of a part.
func (s *script) shape(o *scoring.Observation, how []string) {
	switch how[0] {
	case "in", "solved": // as a plain part is
	case "late":
		o.Complete.Done = o.Complete.Due.Add(time.Hour)
	case "undone":
		o.Complete.Done, o.Outcome = time.Time{}, ""
		o.Whistler, o.Sender = answered(scoring.Pending), answered(scoring.Pending)
	case "unsolved":
		o.Outcome = scoring.Unsolved
	case "rated":
		for i, r := range []*scoring.Rating{&o.Whistler, &o.Sender} {
			if step, err := strconv.Atoi(how[i+1]); err == nil {
				*r = given(step, "")
			} else {
				*r = answered(scoring.Answer(how[i+1]))
			}
		}
	case "refused":
		o.Refused, o.RefusedUnreasonably = 1, 1
	case "sent":
		o.SentBack = 1
	case "excluded":
		o.Excluded = scoring.Exclusion(how[1])
	default:
		s.t.Fatalf("the script does not know %q", how)
	}
}

func (s *script) opinions(edition int) []scoring.Opinion {
	return must(s.scorer.Opinions(count(s.t, s.parts, q3), q3, edition))
}

func (s *script) rank() (out []string) {
	for _, st := range must(s.scorer.Rank(count(s.t, s.parts, q3), q3)) {
		place := string(st.Lack)
		if st.Lack == "" {
			place = fmt.Sprintf("%s, %d of %d", st.Grade, st.Rank, st.Of)
		}
		out = append(out, fmt.Sprintf("%s %s %s", st.Peer.Unit, st.Score.Text(2), place))
	}
	return out
}

// why names the matters behind a row, those alike in one line.
func (s *script) why(unit orgtree.Code, row string) []string {
	peer := s.peer(unit)
	matters := must(s.scorer.Explain(scoring.Question{Peer: peer, Period: q3, Row: row}, stream(s.parts)))
	var order []string
	serials := map[string][]string{}
	for m := range matters {
		as := fmt.Sprintf("%s as %s, counting %s", m.Place, m.Class, m.Value)
		if serials[as] == nil {
			order = append(order, as)
		}
		serials[as] = append(serials[as], strings.TrimLeft(m.Serial[len(m.Serial)-7:], "0"))
	}
	for i, as := range order {
		order[i] = as + ": " + strings.Join(serials[as], " ")
	}
	return order
}

// peer is the unit as the rules in use look at it.
func (s *script) peer(unit orgtree.Code) scoring.Peer {
	for _, p := range count(s.t, s.parts, q3).Peers() {
		if p.Unit == unit && p.Side == s.scorer.Rules().Side {
			return p
		}
	}
	s.t.Fatalf("nothing was counted for %s", unit)
	return scoring.Peer{}
}

// rates lists the unit's rates on every list that has any.
func (s *script) rates(unit orgtree.Code) (out []string) {
	rules, tally := s.scorer.Rules(), count(s.t, s.parts, q3)
	for _, spec := range scoring.Rates() {
		if spec.Side != rules.Side {
			continue
		}
		line := spec.ID + ":"
		for _, l := range scoring.List("").Choices() {
			counts := tally.Counts(s.peer(unit), q3, scoring.List(l.Code))
			if r, ok := counts.Rate(spec.ID, rules.Values); ok && r.Den > 0 {
				line += " " + l.Code + " " + r.String()
			}
		}
		out = append(out, line)
	}
	return out
}

// exempt accepts an objection: the unit's parts on a list are not its own.
func (s *script) exempt(unit orgtree.Code, list scoring.List) []string {
	n := 0
	for i := range s.parts {
		if o := &s.parts[i]; o.Unit == unit && o.List == list {
			o.Excluded = scoring.Exempted
			n++
		}
	}
	return []string{fmt.Sprintf("%d exempted", n)}
}

// changes compares the second edition with the one issued.
func (s *script) changes(unit orgtree.Code) (out []string) {
	before, after := one(s.t, s.issued, unit), one(s.t, s.opinions(2), unit)
	require.NoError(s.t, s.scorer.Recheck(&after))
	for _, c := range must(scoring.Compare(&before, &after)).Changes {
		name := c.Field
		if c.Row != "" {
			name = c.Row + " " + c.Field
		}
		out = append(out, fmt.Sprintf("%s: %s → %s", name, orNone(c.Old.En), orNone(c.New.En)))
	}
	return out
}

func orNone(text string) string {
	if text == "" {
		return "none"
	}
	return text
}
