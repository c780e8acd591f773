package plan

import (
	"time"

	"github.com/jinlin-project/jinlin/orgtree"
)

// KindActivity is the kind under which activities are kept.
const KindActivity = "activity"

// Recur announces the next activity of a fixed day.
type Recur struct {
	Plan
	Begins time.Time    `json:"begins" zh:"开始时间" en:"Begins"`
	Ends   time.Time    `json:"ends" zh:"结束时间" en:"Ends"`
	Host   orgtree.Code `json:"host" zh:"主办单位" en:"Organiser"`
}

// Verb is "recur".
func (Recur) Verb() string { return "recur" }
