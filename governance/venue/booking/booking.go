package booking

import (
	"fmt"
	"time"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/venue/hours"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Kind is the kind under which bookings are kept.
const Kind = "booking"

// The phases of a booking.
const (
	Booked    governance.Phase = "booked"    // 已预约
	Used      governance.Phase = "used"      // 已使用
	Cancelled governance.Phase = "cancelled" // 已取消
	Missed    governance.Phase = "missed"    // 未到
)

// A Booking is a stretch of one day in a shared venue (场地预约).
type Booking struct {
	governance.Head
	Title string         `json:"title" zh:"用途" en:"What for" personal:"content"`
	Venue string         `json:"venue" zh:"场所名称" en:"Venue"`
	Place orgtree.Code   `json:"place" zh:"所属单位" en:"Unit of the venue"`
	For   orgtree.Code   `json:"for,omitempty" zh:"预约单位" en:"Unit that booked"`
	Day   civil.Date     `json:"day" zh:"日期" en:"Day"`
	From  hours.HalfHour `json:"from" zh:"自" en:"From"`
	To    hours.HalfHour `json:"to" zh:"至" en:"To"`
}

// Book books a venue on a day (预约), or on several: each time the rule comes round
// after that day, until that many bookings are made.
type Book struct {
	Title  string                 `json:"title" zh:"用途" en:"What for" rule:"required,max=100" personal:"content"`
	Venue  uuid.UUID              `json:"venue" zh:"场所" en:"Venue" rule:"required"`
	Place  orgtree.Code           `json:"place" zh:"所属单位" en:"Unit of the venue" rule:"required"`
	Day    civil.Date             `json:"day" zh:"日期" en:"Day" rule:"required"`
	From   hours.HalfHour         `json:"from" zh:"自" en:"From"`
	To     hours.HalfHour         `json:"to" zh:"至" en:"To" rule:"required"`
	Repeat *governance.Recurrence `json:"repeat,omitempty" zh:"周期" en:"Repeated"`
	Times  int                    `json:"times,omitempty" zh:"共几次" en:"How many times" rule:"max=12"`
}

// Verb is "book".
func (Book) Verb() string { return "book" }

// Site is the unit whose venue it is.
func (b Book) Site() orgtree.Code { return b.Place }

// Cancel gives the booking up (取消).
type Cancel struct {
	Reason string `json:"reason,omitempty" zh:"原因" en:"Reason" rule:"max=500" personal:"content"`
}

// Verb is "cancel".
func (Cancel) Verb() string { return "cancel" }

// Revoke is the venue's cancelling, which needs a reason (撤销预约).
type Revoke struct {
	Reason governance.Reason `json:"reason" zh:"原因"`
}

// Verb is "revoke".
func (Revoke) Verb() string { return "revoke" }

// End is given by time when the stretch is over.
type End struct{}

// Verb is "end".
func (End) Verb() string { return "end" }

// Miss records that nobody came (未到).
type Miss struct{}

// Verb is "miss".
func (Miss) Verb() string { return "miss" }

func (b *Booking) canBook(cmd Book, m *governance.Moment) error {
	var f governance.Faults
	terms, known := governance.Answered[place.Terms](m, place.Kind, "terms")
	switch {
	case known && terms.Unit == "":
		f.Add("venue", "unknown-venue", "没有这个场所", "is not a venue")
	case known && terms.Unit != cmd.Place:
		f.Add("place", "not-there", "不是该场所的所属单位", "is not the unit of the venue")
	case known && !terms.Bookable:
		return governance.Refuse("该场所暂不接受预约", "the venue may not be booked")
	}
	hours.Ordered(&f, cmd.From, cmd.To, "to")
	if known && (!terms.Hours.Open(cmd.Day, m.Calendar) || cmd.From < terms.Hours.From || cmd.To > terms.Hours.To) {
		f.Add("day", "closed", "不在开放时间内", "does not lie within the opening hours")
	}
	if !instant(cmd.Day, cmd.From).After(m.Now()) {
		f.Add("from", "in-past", "应晚于现在", "has passed")
	}
	if ahead := m.Policy.(*Rules).Ahead; cmd.Day > m.Today().AddDays(ahead) {
		f.Add("day", "too-far", fmt.Sprintf("最多提前%d天预约", ahead), fmt.Sprintf("lies more than %d days ahead", ahead))
	}
	cmd.checkRepeat(&f)
	return f.Err()
}

func (b Book) checkRepeat(f *governance.Faults) {
	if b.Repeat != nil {
		b.Repeat.Faults(f, "repeat")
	}
	if (b.Repeat != nil) != (b.Times > 1) {
		f.Add("times", "unpaired", "周期和次数应同时填写，次数至少为2", "goes with a cycle, and is at least 2")
	}
}

func (b *Booking) book(cmd Book, m *governance.Moment) {
	terms, _ := governance.Answered[place.Terms](m, place.Kind, "terms")
	b.Title, b.Venue, b.Place, b.Parent = cmd.Title, terms.Name, cmd.Place, cmd.Venue
	b.Day, b.From, b.To = cmd.Day, cmd.From, cmd.To
	b.For, b.Subject = m.Acting.Unit, m.Actor.Person
	for c := range b.slots {
		m.Take(c)
	}
	b.Schedule(instant(b.Day, b.To), End{}.Verb())
	again := cmd
	again.Repeat, again.Times = nil, 0
	for range cmd.Times - 1 {
		next, due := cmd.Repeat.Next(again.Day, m.Calendar)
		if !due {
			return
		}
		again.Day = next
		m.Open(Kind, again)
	}
}

// slots yields the half hours it takes, as claims.
func (b *Booking) slots(yield func(governance.Claim) bool) {
	for h := b.From; h < b.To; h++ {
		if !yield(governance.Claim(fmt.Sprintf("booking:%s:%s:%s", b.Parent, b.Day, h))) {
			return
		}
	}
}

// instant is a half hour of a day.
func instant(day civil.Date, h hours.HalfHour) time.Time {
	return day.Start().Add(time.Duration(h) * 30 * time.Minute)
}

func (b *Booking) begun(m *governance.Moment) bool { return !m.Now().Before(instant(b.Day, b.From)) }

func (b *Booking) notBegun(m *governance.Moment) error {
	if b.begun(m) {
		return governance.Refuse("预约时间已到，不能取消", "it has begun")
	}
	return nil
}

func (b *Booking) canCancel(_ Cancel, m *governance.Moment) error { return b.notBegun(m) }

func (b *Booking) cancel(_ Cancel, m *governance.Moment) { b.giveUp(m) }

func (b *Booking) canRevoke(_ Revoke, m *governance.Moment) error { return b.notBegun(m) }

func (b *Booking) revoke(_ Revoke, m *governance.Moment) { b.giveUp(m) }

func (b *Booking) giveUp(m *governance.Moment) {
	for c := range b.slots {
		m.Release(c)
	}
	b.Close(m, string(Cancelled))
}

func (b *Booking) end(_ End, m *governance.Moment) { b.Close(m, string(Used)) }

func (b *Booking) canMiss(_ Miss, m *governance.Moment) error {
	if !b.begun(m) {
		return governance.Refuse("预约时间未到", "it has not begun")
	}
	return nil
}

// miss closes it anew: of a booking that time has closed as used, the venue knows
// better.
func (b *Booking) miss(_ Miss, m *governance.Moment) { b.Close(m, string(Missed)) }

func (b *Booking) whoBooked(to []governance.Address) []governance.Address {
	if b.For != "" {
		to = append(to, governance.Unit(b.For))
	}
	if b.Subject != "" {
		to = append(to, governance.Person(b.Subject))
	}
	return to
}

func (b *Booking) whoManages(to []governance.Address) []governance.Address {
	return place.Managers(to, b.Place)
}
