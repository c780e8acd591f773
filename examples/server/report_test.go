package main

import (
	"encoding/json"
	"slices"
	"strings"

	"github.com/stretchr/testify/require"

	"github.com/jinlin-project/jinlin/examples/server/demo"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/yearreport"
)

// rows are all rows of the year's report, by their ids.
func rows() map[string]yearreport.Row {
	out := map[string]yearreport.Row{}
	for _, s := range yearreport.Sections() {
		for _, row := range s.Rows {
			out[row.ID] = row
		}
	}
	return out
}

// report asks for the year's report over HTTP and holds every figure against the
// answer to the query that it names (G18). It notes of which figures the number was
// seen where the row says.
func (w *walk) report(seen map[string]bool) {
	w.t.Helper()
	var r yearreport.Report
	body := w.do("centre", "GET /v1/year-reports/report?unit="+string(demo.Root)+"&from=2024-01-01&to=2028-01-01", nil).want(200).body
	require.NoError(w.t, json.Unmarshal(body, &r))
	all, answers := rows(), map[string][]byte{}
	for _, p := range r.Parts {
		for _, f := range p.Figures {
			if answers[f.Query] == nil {
				answers[f.Query] = w.do("centre", "GET "+yearreport.Routes+f.Query, nil).want(200).body
			}
			row := all[f.ID]
			value, of, err := row.Read(answers[f.Query])
			require.NoError(w.t, err, f.ID)
			require.Equal(w.t, [2]string{value, of}, [2]string{f.Value, f.Of}, f.ID)
			seen[f.ID] = seen[f.ID] || w.holds(&row, answers[f.Query])
		}
		for _, s := range p.Series {
			for _, point := range s.Points {
				w.do("centre", "GET "+yearreport.Routes+point.Query, nil).want(200)
			}
		}
	}
}

// holds reports whether a row's number stands in an answer where the row says, or
// under a phase that nothing is in but might be.
func (w *walk) holds(row *yearreport.Row, answer []byte) bool {
	var here any
	require.NoError(w.t, json.Unmarshal(answer, &here))
	for _, step := range strings.Split(row.Pick, "/")[1:] {
		if list, ok := here.([]any); ok {
			field, want, _ := strings.Cut(step, "=")
			i := slices.IndexFunc(list, func(one any) bool { return one.(map[string]any)[field] == want })
			if i < 0 {
				return false
			}
			here = list[i]
			continue
		}
		next, ok := here.(map[string]any)[step]
		if !ok {
			return w.isPhase(row)
		}
		here = next
	}
	return true
}

// isPhase reports whether a row counts those in a phase that its institution has.
func (w *walk) isPhase(row *yearreport.Row) bool {
	phase, ok := strings.CutPrefix(row.Pick, "/byPhase/")
	return ok && slices.ContainsFunc(w.shelves, func(s *governance.Shelf) bool {
		return s.Describe().Kind == row.Ask.Kind && slices.ContainsFunc(s.Describe().Phases, func(p governance.PhaseLabel) bool { return string(p.Phase) == phase })
	})
}

// unseen are the figures whose number was never seen where the row says, besides
// those whose institutions have their scenarios elsewhere: outcomes and lists of
// matters, and how units are scored.
func unseen(seen map[string]bool) (out []string) {
	for id, row := range rows() {
		elsewhere := row.Ask.Kind == "case" || row.Ask.Kind == "opinion"
		if counted := strings.HasPrefix(row.Pick, "/byOutcome/") || strings.HasPrefix(row.Pick, "/byClass/"); !seen[id] && (!elsewhere || !counted) {
			out = append(out, id)
		}
	}
	return out
}
