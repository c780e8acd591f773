package venue

import (
	"context"
	"slices"

	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/civil"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/orgtree"
)

func bookingTable() governance.Table[Booking] {
	phases, on := governance.Phases, governance.VerbOf
	anyone, follows, time := governance.ByAnyone[Booking](), governance.ByConsequence[Booking](), governance.BySystem[Booking]()
	booker := governance.By("booker", "预约人", "whoever booked", (*Booking).whoBooked)
	manager := governance.By("manager", "所属单位、社区或镇街", "the unit of the venue, its community or its town", (*Booking).whoManages)
	centre := governance.By("centre", "智慧管理服务中心", "the centre", func(b *Booking, to []governance.Address) []governance.Address {
		return append(to, governance.Of(orgtree.Centre, b.District))
	})
	book := governance.On(phases(governance.Unopened), phases(Booked), anyone.Or(follows), (*Booking).canBook, (*Booking).book).
		As("booking.book", "4 G14", "共享空间按半小时预约，先约先得，不冲突", "shared spaces are booked by the half hour, first come first served, and never clash")
	rules := []governance.Rule[Booking]{
		governance.Asking(book, Kind, "terms", func(_ *Booking, cmd Book, _ *governance.Moment) TermsOf { return TermsOf{cmd.Venue} }),
		governance.On(phases(Booked), phases(Cancelled), booker, (*Booking).canCancel, (*Booking).cancel).
			As("booking.cancel", "4 G14", "开始前可以取消，时段随即释放", "it may be cancelled before it begins, and the hours are free again"),
		governance.On(phases(Booked), phases(Cancelled), manager, (*Booking).canRevoke, (*Booking).revoke).
			As("booking.revoke", "4 G14 [D]", "场所因故不能使用的，说明理由后撤销", "the venue may take it back, and says why"),
		governance.On(phases(Booked), phases(Used), time, nil, (*Booking).end).
			As("booking.end", "4 G14 [D]", "时段结束即视为已使用", "when the time is over it counts as used"),
		governance.On(phases(Booked, Used), phases(Missed), manager, (*Booking).canMiss, (*Booking).miss).
			As("booking.miss", "4 G14 [D]", "预约未到的由场所登记", "the venue records that nobody came"),
	}
	rules = append(rules, governance.RecordRules(KindBooking, phases(Booked, Used, Cancelled, Missed), manager.Or(booker), centre, centre)...)
	return governance.Table[Booking]{
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Booked, "已预约", "booked"), governance.FinalPhase(Used, "已使用", "used"),
			governance.FinalPhase(Cancelled, "已取消", "cancelled"), governance.FinalPhase(Missed, "未到", "missed"),
		},
		Verbs: append([]governance.VerbLabel{
			on("book", "预约", "Book"), on("cancel", "取消", "Cancel"), on("revoke", "撤销预约", "Revoke"), on("end", "结束", "End"), on("miss", "未到", "Miss"),
		}, governance.StandardVerbs()...),
		Rules: rules,
	}
}

// NewBookings returns the book of bookings; nil takes the default rules.
func NewBookings(rules *BookingRules) (*governance.Book[Booking], error) {
	if rules == nil {
		rules = DefaultBookingRules()
	}
	return governance.NewBook(governance.Institution[Booking]{
		Kind: KindBooking, Path: "bookings", Source: "4 G14", Schema: 1, Policy: rules, Uncounted: []string{string(Cancelled)},
		Label:    governance.Text{Zh: "场地预约", En: "booking"},
		Sentence: governance.Text{Zh: "预约共享空间，按半小时，不冲突", En: "shared spaces booked by the half hour, without clashes"},
		Table:    bookingTable(),
		File: func(b *Booking, h *governance.Header) {
			h.Unit, h.Person, h.Title = string(b.Place), b.Subject, b.Title
		},
		Audience: func(b *Booking, to []governance.Address) []governance.Address {
			return append(b.whoManages(b.whoBooked(to)), governance.Of(orgtree.Centre, b.District), governance.Unit(b.District))
		},
		Asks: []governance.Question{askFree(), askTaken()},
	})
}

// DayOf asks for one day of a venue.
type DayOf struct {
	Venue uuid.UUID  `json:"venue" zh:"场所" en:"Venue" rule:"required"`
	Day   civil.Date `json:"day" zh:"日期" en:"Day" rule:"required"`
}

// TakenOn asks what is taken of a day of a venue of a unit.
type TakenOn struct {
	DayOf
	Unit orgtree.Code `json:"unit" zh:"所属单位" en:"Unit of the venue"`
}

// A Stretch is a part of a day.
type Stretch struct {
	From HalfHour `json:"from"`
	To   HalfHour `json:"to"`
}

// askFree tells which hours of a day a venue is free, without saying who has the
// others.
func askFree() governance.Question {
	return governance.Ask("free", func(ctx context.Context, r *governance.Reader, p DayOf) ([]Stretch, error) {
		out := []Stretch{}
		terms, err := governance.Inquire[TermsOf, Terms](ctx, r, Kind, "terms", TermsOf{p.Venue})
		if err != nil || !terms.Bookable || !terms.Hours.open(p.Day, r.Calendar) {
			return out, err
		}
		taken, err := governance.Inquire[TakenOn, []Stretch](ctx, r, KindBooking, "taken", TakenOn{p, terms.Unit})
		at := terms.Hours.From
		for _, t := range append(taken, Stretch{terms.Hours.To, terms.Hours.To}) {
			if at < t.From {
				out = append(out, Stretch{at, t.From})
			}
			at = max(at, t.To)
		}
		return out, err
	}).ToAnyone().As("4 G14", governance.Text{Zh: "空闲时段", En: "free hours"},
		governance.Text{Zh: "某场所某日可以预约的时段", En: "the hours of a day at which a venue may still be booked"})
}

// askTaken tells which hours of a day are taken, in order. It looks only at what
// can have been booked for that day.
func askTaken() governance.Question {
	return governance.Ask("taken", func(ctx context.Context, r *governance.Reader, p TakenOn) ([]Stretch, error) {
		var out []Stretch
		ahead := r.PolicyAt(p.Unit).(*BookingRules).Ahead
		q := governance.Query{Parent: p.Venue, OpenedFrom: p.Day.AddDays(-ahead).Start(), Phases: governance.Phases(Booked, Used, Missed), Limit: 1000}
		err := r.Each(ctx, q, func(rec any) bool {
			if b := rec.(*Booking); b.Day == p.Day {
				out = append(out, Stretch{b.From, b.To})
			}
			return true
		})
		slices.SortFunc(out, func(a, b Stretch) int { return int(a.From) - int(b.From) })
		return out, err
	}).ToDecisions().As("4 G14 [D]", governance.Text{Zh: "已约时段", En: "taken hours"}, governance.Text{Zh: "供查询空闲时段", En: "from which the free hours follow"})
}
