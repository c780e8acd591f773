package summary

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/examples/simulate/engine"
)

// JSON is the whole result, with what it is the result of.
func JSON(run Run, out *engine.Result) ([]byte, error) {
	text, err := json.MarshalIndent(struct {
		Scenario string     `json:"scenario"`
		Title    string     `json:"title"`
		From     civil.Date `json:"from"`
		Seed     uint64     `json:"seed"`
		Scale    int        `json:"scale"`
		*engine.Result
	}{run.Scenario.Name, run.Scenario.Title, run.Scenario.From, run.Seed, run.Scale, out}, "", "  ")
	return append(text, '\n'), err
}

// CSV is a row for each unit, with headings in Chinese, in the order of the result.
func CSV(out *engine.Result) ([]byte, error) {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	_ = w.Write([]string{"区", "单位代码", "单位", "类别", "经办人", "事务", "工时（秒）", "候办（秒）", "按时", "逾期", "未评价", "非常不满意", "不满意", "基本满意", "满意", "非常满意"})
	for i := range out.Units {
		u := &out.Units[i]
		row := []string{string(u.District), string(u.Code), u.Name, u.Kind.Label().Zh}
		for _, n := range []int64{int64(u.Clerks), u.Tasks, u.Seconds, u.Waited, u.Met, u.Missed} {
			row = append(row, fmt.Sprint(n))
		}
		for _, n := range u.Satisfaction {
			row = append(row, fmt.Sprint(n))
		}
		_ = w.Write(row) // into memory
	}
	w.Flush()
	return b.Bytes(), w.Error()
}
