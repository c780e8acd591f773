package fixedday

import (
	"time"

	"github.com/jinlin-project/jinlin/governance"
)

// Times are when an activity of a fixed day is held and announced.
type Times struct {
	Rule    governance.Recurrence `json:"rule" zh:"周期" en:"Comes round" rule:"required"`
	At      string                `json:"at" zh:"开始时刻" en:"Begins at, as 15:04" rule:"required,max=5"`
	Minutes int                   `json:"minutes" zh:"时长（分钟）" en:"Minutes" rule:"required,min=10,max=1440"`
	Ahead   int                   `json:"ahead" zh:"提前几天发布" en:"Announced how many days ahead" rule:"required,min=1,max=60"`
}

// clock is the time of day as an offset from midnight, and whether it is one.
func (t *Times) clock() (time.Duration, bool) {
	at, err := time.Parse("15:04", t.At)
	return time.Duration(at.Hour())*time.Hour + time.Duration(at.Minute())*time.Minute, err == nil
}

func (t *Times) faults(f *governance.Faults) {
	t.Rule.Faults(f, "rule")
	if _, ok := t.clock(); t.At != "" && !ok {
		f.Add("at", "bad-time", "应为时刻，如09:30", "is not a time of day")
	}
}
