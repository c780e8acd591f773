package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/go-json-experiment/json"
	"github.com/go-json-experiment/json/jsontext"

	"github.com/jinlin-project/jinlin/orgtree"
	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// served is an opinion, or a yearly result, as the API answers with it: its content
// as the very bytes that the digest is taken of, and what stands beside it that
// the content says too.
type served struct {
	Content jsontext.Value `json:"content"` // of an opinion
	Result  jsontext.Value `json:"result"`  // of a yearly assessment
	Sum     scoring.Digest `json:"sum"`
	Unit    orgtree.Code   `json:"unit"`
	Period  scoring.Period `json:"period"`  // of a yearly assessment
	Edition int            `json:"edition"` // of a yearly assessment
}

// names are the fields of served.
var names = []string{"content", "result", "sum", "unit", "period", "edition"}

// readServed reads a saved answer so that nobody can read it otherwise: a name
// that stands twice is refused, and so is one that some readers take for another
// since only its letter case differs.
func readServed(path string) (s served, err error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return s, err
	}
	var all map[string]jsontext.Value
	if err := errors.Join(json.Unmarshal(data, &all), json.Unmarshal(data, &s)); err != nil {
		return s, fmt.Errorf("%s is not an opinion as it is served: %w", path, err)
	}
	for name := range all {
		for _, ours := range names {
			if name != ours && strings.EqualFold(name, ours) {
				return s, fmt.Errorf("%s has a field that some take for %q", path, ours)
			}
		}
	}
	if (len(s.Content) > 0) == (len(s.Result) > 0) {
		return s, fmt.Errorf("%s is not an opinion or a yearly result as it is served: it has neither content nor result, or both", path)
	}
	return s, nil
}

// verifyOpinion holds a saved answer against its digest, without any database: that
// no byte of its content was changed since the digest was taken, and, where the
// rules of an opinion are at hand, that its numbers follow from each other.
func verifyOpinion(path, rules string, out outside) int {
	line, err := checkServed(path, rules)
	if err != nil {
		fmt.Fprintln(out.stderr, "verify:", oneLine(err))
		return exitFaulty
	}
	fmt.Fprintln(out.stdout, line)
	return exitSound
}

func checkServed(path, rules string) (string, error) {
	s, err := readServed(path)
	switch {
	case err != nil:
		return "", err
	case len(s.Content) > 0:
		return checkOpinion(&s, rules)
	case rules != "":
		return "", errors.New("-rules is for opinions: a yearly result is not reckoned again")
	}
	return checkResult(&s)
}

// beside reports as an error that what stands beside the content is not what the
// digest is taken of.
func (s *served) beside(unit orgtree.Code, period scoring.Period, edition int) error {
	for name, differs := range map[string]bool{
		"unit": s.Unit != unit, "period": s.Period != scoring.Period{} && s.Period != period, "edition": s.Edition != 0 && s.Edition != edition,
	} {
		if differs {
			return fmt.Errorf("the %s beside the content is not the one within, which the digest is taken of", name)
		}
	}
	return nil
}

func checkOpinion(s *served, rules string) (string, error) {
	o, err := scoring.Verify(s.Content, s.Sum)
	if err == nil {
		err = s.beside(o.Peer.Unit, o.Period, o.Edition)
	}
	if err != nil {
		return "", err
	}
	by, err := rulesOf(&o, rules)
	if err != nil {
		return "", err
	}
	reckoned := "digest alone: its rules do not come with this program, give them with -rules (仅核对摘要，未按规则复算)"
	if by != nil {
		scorer, err := scoring.NewScorer(*by)
		if err == nil {
			err = scorer.Recheck(&o)
		}
		if err != nil {
			return "", err
		}
		reckoned = "reckoned again by its rules (已按规则复算)"
	}
	return fmt.Sprintf("ok: %s %s edition %d (第%d版): %s, rank %d of %d, SHA-256 %s, %s",
		o.Peer.Unit, o.Period, o.Edition, o.Edition, points(o.Score, o.Rounding.Places), o.Rank, o.Of, s.Sum, reckoned), nil
}

// rulesOf are the rules that an opinion was formed by: those of a file, or the ones
// among our own that have the digest it names, or none.
func rulesOf(o *scoring.Opinion, file string) (*scoring.RuleSet, error) {
	if file != "" {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		rs, err := scoring.DecodeRuleSet(data)
		if err != nil {
			return nil, fmt.Errorf("-rules %s: %w", file, err)
		}
		return &rs, nil
	}
	for _, rs := range scoring.Shipped() {
		if scoring.DigestOf(rs.Canonical()) == o.Rules.Digest {
			return &rs, nil
		}
	}
	return nil, nil
}

func checkResult(s *served) (string, error) {
	r, err := assessment.Verify(s.Result, s.Sum)
	if err == nil {
		err = s.beside(r.Unit, r.Period, r.Edition)
	}
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("ok: %s %s edition %d (第%d版): %s, SHA-256 %s, digest alone (仅核对摘要，未复算)",
		r.Unit, r.Period, r.Edition, r.Edition, points(r.Score, r.Rounding.Places), s.Sum), nil
}

func points(score *scoring.Fixed, places int) string {
	if score == nil {
		return "no score (无值)"
	}
	return score.Text(places)
}
