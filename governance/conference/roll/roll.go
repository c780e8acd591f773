package roll

import (
	"fmt"
	"slices"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

// An Attendance is how a unit attended.
type Attendance string

// Choices lists them with their labels.
func (Attendance) Choices() []governance.Choice {
	return []governance.Choice{
		governance.ChoiceOf(Present, "出席", "present"), governance.ChoiceOf(Deputed, "委托代会", "sent a deputy"),
		governance.ChoiceOf(Excused, "请假", "excused"), governance.ChoiceOf(Absent, "缺席", "absent"),
	}
}

// The ways to attend.
const (
	Present Attendance = "present" // 出席
	Deputed Attendance = "deputed" // 委托代会
	Excused Attendance = "excused" // 请假
	Absent  Attendance = "absent"  // 缺席
)

// A Seat is an invited unit's.
type Seat struct {
	Unit       orgtree.Code `json:"unit" zh:"单位" en:"Unit"`
	Comes      *bool        `json:"comes,omitempty" zh:"回执" en:"Whether it said it would come"`
	Attendance Attendance   `json:"attendance,omitempty" zh:"出席情况" en:"How it attended"`
}

// Seats are those of all units that are invited.
type Seats []Seat

// Invite gives a seat to each of some units.
func Invite(units []orgtree.Code) (out Seats) {
	for _, unit := range units {
		out = append(out, Seat{Unit: unit})
	}
	return out
}

// Of returns a unit's seat, or nil when it was not invited.
func (s Seats) Of(unit orgtree.Code) *Seat {
	for i := range s {
		if s[i].Unit == unit {
			return &s[i]
		}
	}
	return nil
}

// Units are those invited.
func (s Seats) Units() []orgtree.Code { return s.where(func(Seat) bool { return true }) }

// Silent are those that have not said whether they come.
func (s Seats) Silent() []orgtree.Code {
	return s.where(func(one Seat) bool { return one.Comes == nil })
}

func (s Seats) where(is func(Seat) bool) (units []orgtree.Code) {
	for _, one := range s {
		if is(one) {
			units = append(units, one.Unit)
		}
	}
	return units
}

// AskAgain forgets what the units have said.
func (s Seats) AskAgain() {
	for i := range s {
		s[i].Comes = nil
	}
}

// Faults names the units of a list that were not invited.
func (s Seats) Faults(f *governance.Faults, path string, units []orgtree.Code) {
	for i, unit := range units {
		if s.Of(unit) == nil {
			f.Add(fmt.Sprintf("%s[%d]", path, i), "not-invited", "不是参会单位", "was not invited")
		}
	}
}

// Take notes everybody's attendance; the last roll counts.
func (s Seats) Take(present, deputy []orgtree.Code) {
	for i := range s {
		one := &s[i]
		switch {
		case slices.Contains(present, one.Unit):
			one.Attendance = Present
		case slices.Contains(deputy, one.Unit):
			one.Attendance = Deputed
		case one.Comes != nil && !*one.Comes:
			one.Attendance = Excused
		default:
			one.Attendance = Absent
		}
	}
}

// Taken reports whether the roll has been taken.
func (s Seats) Taken() bool {
	return !slices.ContainsFunc(s, func(one Seat) bool { return one.Attendance == "" })
}

// Came is how many units were there, themselves or by deputy, of those on the roll.
func (s Seats) Came() (out governance.Ratio) {
	for _, one := range s {
		if one.Attendance == Present || one.Attendance == Deputed {
			out.Num++
		}
		if one.Attendance != "" {
			out.Den++
		}
	}
	return out
}
