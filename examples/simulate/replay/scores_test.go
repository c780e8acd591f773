package replay_test

import (
	"encoding/csv"
	"math/big"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/scoring"
)

// naive is what a department did in a quarter, counted from the lines of cases.
type naive struct {
	taken, inTime    int64
	ended, solved    int64
	rated, satisfied int64 // in tenths
}

// The scores of departments by response × 0.1 + satisfaction × 0.4 + solution × 0.5 are
// those that a naive count of the lines gives. What is still open is left out of the
// file: whether it counts against somebody is for the scoring rules' own tests.
func TestScoresRecounted(t *testing.T) {
	rows, m := builtin(t, "hotline12345")
	in, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(rows, "\ufeff"))).ReadAll()
	require.NoError(t, err)
	kept, denied := []string{strings.Join(in[0], ",")}, map[string]bool{}
	for _, r := range in[1:] {
		if r[8] != "办理中" {
			kept = append(kept, strings.Join(r, ","))
			denied[r[0]] = r[9] == "否"
		}
	}
	out := run(t, strings.Join(kept, "\n")+"\n", m)
	counts := map[string]*naive{}
	for _, line := range lines(t, out) {
		due := line["即办清单办理截止"] + line["解释说明截止"]
		if !strings.Contains(line["牵头单位"], "D") || due == "" {
			continue
		}
		key := line["牵头单位"] + " " + quarterOf(t, due)
		if counts[key] == nil {
			counts[key] = new(naive)
		}
		counts[key].add(line, denied[line["编号"]])
	}
	checked := 0
	for _, s := range out.Scores {
		n := counts[string(s.Peer.Unit)+" "+s.Period.String()]
		if s.Rules != "practice-10-40-50" || s.Peer.Group != scoring.Departments {
			continue
		}
		require.NotNil(t, n, "%s %s", s.Peer.Unit, s.Period)
		require.Equal(t, n.score().FloatString(2), s.Score.Text(2), "%s %s %+v", s.Peer.Unit, s.Period, n)
		checked++
	}
	require.Greater(t, checked, 8)
}

func quarterOf(t *testing.T, due string) string {
	day, err := time.Parse(time.DateTime, due)
	require.NoError(t, err)
	q, err := scoring.Quarter(day.Year(), (int(day.Month())-1)/3+1)
	require.NoError(t, err)
	return q.String()
}

// add counts a line. A part is as good as the worst of the record and of what its
// sender says, if they were heard.
func (n *naive) add(line map[string]string, denied bool) {
	if line["接单截止"] != "" { // there is nothing to take on the understanding list
		n.taken++
	}
	if line["接单情况"] == "按时" {
		n.inTime++
	}
	n.ended++
	heard := line["反映人评价"] != "未评价"
	if line["结果"] == "解决" && (!denied || !heard) || line["结果"] == "取得谅解" {
		n.solved++
	}
	if worth, ok := map[string]int64{"非常满意": 10, "满意": 10, "基本满意": 9, "不满意": 0, "非常不满意": 0}[line["反映人评价"]]; ok {
		n.rated++
		n.satisfied += worth
	}
}

// score is the weighted mean of the rates that have a value, in points.
func (n *naive) score() *big.Rat {
	sum, weights := new(big.Rat), int64(0)
	for _, term := range []struct{ weight, num, den int64 }{{1, n.inTime, n.taken}, {4, n.satisfied, n.rated * 10}, {5, n.solved, n.ended}} {
		if term.den > 0 {
			weights += term.weight
			sum.Add(sum, big.NewRat(term.weight*term.num*100, term.den))
		}
	}
	return sum.Quo(sum, big.NewRat(weights, 1))
}

// The last quarter ends with the data: what is not due by then is nobody's failure.
func TestWhatIsNotDueYetCountsNowhere(t *testing.T) {
	for until, parts := range map[string]int{"2024-02-27": 0, "2024-02-28": 1} { // the 27th is the fifth working day
		m := mappingOf(t, strings.Replace(plainMapping, "2027-01-01", until, 1))
		out := run(t, plainHead+"1,2024-02-20 10:00:00,2024-02-20 11:00:00,,a,d\n", m)
		require.Empty(t, out.Faults)
		got := 0
		for _, s := range out.Scores {
			if s.Peer.Group == scoring.Departments && s.Rules == "practice-10-40-50" {
				got++
			}
		}
		require.Equal(t, parts, got, until)
	}
}
