package main

import (
	"encoding/json"
	"fmt"
	"os"

	"github.com/jinlin-project/jinlin/scoring"
	"github.com/jinlin-project/jinlin/scoring/assessment"
)

// served is an opinion, or a yearly result, as the API answers with it: its content
// as the very bytes that the digest is taken of.
type served struct {
	Content json.RawMessage `json:"content"` // of an opinion
	Result  json.RawMessage `json:"result"`  // of a yearly assessment
	Sum     scoring.Digest  `json:"sum"`
}

// verifyOpinion holds a saved answer against its digest, without any database: that
// no number was changed since it was issued, and that the numbers follow from each
// other.
func verifyOpinion(path string, out outside) int {
	line, err := checkOpinion(path)
	if err != nil {
		fmt.Fprintln(out.stderr, "verify:", oneLine(err))
		return exitFaulty
	}
	fmt.Fprintln(out.stdout, line)
	return exitSound
}

func checkOpinion(path string) (string, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	var s served
	if err := json.Unmarshal(data, &s); err != nil {
		return "", fmt.Errorf("%s is not an opinion as it is served: %w", path, err)
	}
	if len(s.Result) > 0 {
		r, err := assessment.Verify(s.Result, s.Sum)
		if err != nil {
			return "", err
		}
		return fmt.Sprintf("ok: %s %s edition %d (第%d版): %s, SHA-256 %s", r.Unit, r.Period, r.Edition, r.Edition, points(r.Score, r.Rounding.Places), s.Sum), nil
	}
	o, err := scoring.Verify(s.Content, s.Sum)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("ok: %s %s edition %d (第%d版): %s, rank %d of %d, SHA-256 %s", o.Peer.Unit, o.Period, o.Edition, o.Edition, points(o.Score, o.Rounding.Places), o.Rank, o.Of, s.Sum), nil
}

func points(score *scoring.Fixed, places int) string {
	if score == nil {
		return "no score (无值)"
	}
	return score.Text(places)
}
