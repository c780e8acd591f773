package booking

import (
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/orgtree"
)

// Rules are what a district may set about bookings.
type Rules struct {
	governance.Limits
	Ahead int // how many days ahead a venue may be booked
}

// DefaultRules lets a venue be booked 92 days ahead: a quarter's weekly
// meetings fit in, and nobody holds a room for ever [D].
func DefaultRules() *Rules { return &Rules{Ahead: 92} }

func table() governance.Table[Booking] {
	phases, on := governance.Phases, governance.VerbOf
	anyone, follows, time := governance.ByAnyone[Booking](), governance.ByConsequence[Booking](), governance.BySystem[Booking]()
	booker := governance.By("booker", "预约人", "whoever booked", (*Booking).whoBooked)
	manager := governance.By("manager", "所属单位、社区或镇街", "the unit of the venue, its community or its town", (*Booking).whoManages)
	book := governance.On(phases(governance.Unopened), phases(Booked), anyone.Or(follows), (*Booking).canBook, (*Booking).book).
		As("booking.book", "4 G14", "共享空间按半小时预约，先约先得，不冲突", "shared spaces are booked by the half hour, first come first served, and never clash")
	rules := []governance.Rule[Booking]{
		governance.Asking(book, place.Kind, "terms", func(_ *Booking, cmd Book, _ *governance.Moment) place.TermsOf { return place.TermsOf{Venue: cmd.Venue} }),
		governance.On(phases(Booked), phases(Cancelled), booker, (*Booking).canCancel, (*Booking).cancel).
			As("booking.cancel", "4 G14", "开始前可以取消，时段随即释放", "it may be cancelled before it begins, and the hours are free again"),
		governance.On(phases(Booked), phases(Cancelled), manager, (*Booking).canRevoke, (*Booking).revoke).
			As("booking.revoke", "4 G14 [D]", "场所因故不能使用的，说明理由后撤销", "the venue may take it back, and says why"),
		governance.On(phases(Booked), phases(Used), time, nil, (*Booking).end).
			As("booking.end", "4 G14 [D]", "时段结束即视为已使用", "when the time is over it counts as used"),
		governance.On(phases(Booked, Used), phases(Missed), manager, (*Booking).canMiss, (*Booking).miss).
			As("booking.miss", "4 G14 [D]", "预约未到的由场所登记", "the venue records that nobody came"),
	}
	return governance.Table[Booking]{
		Kind: Kind,
		Phases: []governance.PhaseLabel{
			governance.PhaseOf(Booked, "已预约", "booked"), governance.FinalPhase(Used, "已使用", "used"),
			governance.FinalPhase(Cancelled, "已取消", "cancelled"), governance.FinalPhase(Missed, "未到", "missed"),
		},
		Verbs: []governance.VerbLabel{
			on("book", "预约", "Book"), on("cancel", "取消", "Cancel"), on("revoke", "撤销预约", "Revoke"), on("end", "结束", "End"), on("miss", "未到", "Miss"),
		},
		Rules: rules,
	}.Kept(manager.Or(booker), governance.ByCentre[Booking]())
}

// New returns the book of bookings; nil takes the default rules.
func New(rules *Rules) (*governance.Book[Booking], error) {
	if rules == nil {
		rules = DefaultRules()
	}
	return governance.NewBook(governance.Institution[Booking]{
		Kind: Kind, Path: "bookings", Source: "4 G14", Schema: 1, Policy: rules, Uncounted: []string{string(Cancelled)},
		Label:    governance.Text{Zh: "场地预约", En: "booking"},
		Sentence: governance.Text{Zh: "预约共享空间，按半小时，不冲突", En: "shared spaces booked by the half hour, without clashes"},
		Table:    table(),
		File: func(b *Booking, h *governance.Header) {
			h.Unit, h.Person, h.Title = string(b.Place), b.Subject, b.Title
		},
		Audience: func(b *Booking, to []governance.Address) []governance.Address {
			return append(b.whoManages(b.whoBooked(to)), governance.Of(orgtree.Centre, b.District), governance.Unit(b.District))
		},
		Asks: []governance.Question{askFree(), askTaken()},
	})
}
