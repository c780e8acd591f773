package assembly

import (
	"context"
	"net/http"
	"time"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/workday"
)

// demoClock moves the demonstration's time forward.
func (s *Server) demoClock(w http.ResponseWriter, r *http.Request, _ governance.Actor) error {
	var in struct {
		Advance *string `json:"advance"`
		To      *string `json:"to"`
	}
	if err := httpapi.ReadJSON(r, smallBody, &in); err != nil {
		return err
	}
	s.moving.Lock()
	defer s.moving.Unlock()
	var now time.Time
	err := s.storage.DB.Exclusively(r.Context(), "move of the clock", func() error {
		if err := s.current(r.Context()); err != nil { // somebody may have moved it while we waited
			return err
		}
		target, err := target(s.office.Now(), in.Advance, in.To)
		if err != nil {
			return err
		}
		// Once begun, a move ends where it was asked to, whether its sender
		// waits for it or not.
		now, err = s.moveTo(context.WithoutCancel(r.Context()), target)
		return err
	})
	if err != nil {
		return err
	}
	return httpapi.WriteJSON(w, r, http.StatusOK, struct {
		Now time.Time `json:"now"`
	}{now.Truncate(time.Second)})
}

// target reads where a move goes to: a duration from now, or an instant, which
// may not lie in the past nor where there is no calendar.
func target(now time.Time, advance, to *string) (time.Time, error) {
	var f governance.Faults
	path, at := "advance", now
	switch {
	case (advance == nil) == (to == nil):
		f.Add("advance", "one-of", "advance 与 to 应给出其一", "give one of advance and to")
		return at, f.Err()
	case advance != nil:
		d, err := time.ParseDuration(*advance)
		if err != nil {
			f.Add(path, "bad-duration", "不是时长，例如 26h", "is not a duration such as 26h")
			return at, f.Err()
		}
		at = now.Add(d)
	default:
		path = "to"
		var err error
		if at, err = time.Parse(time.RFC3339, *to); err != nil {
			f.Add(path, "bad-time", "不是 RFC 3339 时间", "is not an RFC 3339 time")
			return at, f.Err()
		}
	}
	if at.Before(now) {
		f.Add(path, "backward", "演示时间只能前进", "lies in the past: time only moves forward")
	} else if civil.DateOf(at) > workday.Last {
		f.Add(path, "outside-calendar", "超出日历范围", "lies beyond the calendar")
	}
	return at, f.Err()
}
