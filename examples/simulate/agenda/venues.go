package agenda

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/venue/booking"
	"github.com/jinlin-project/jinlin/governance/venue/hours"
	"github.com/jinlin-project/jinlin/governance/venue/place"
	"github.com/jinlin-project/jinlin/governance/venue/upgrade"
	"github.com/jinlin-project/jinlin/orgtree"
)

// venuesPlan is the year's venues (G14): one of every community, which is upgraded, and
// the rooms that are won.
type venuesPlan struct {
	RegisterDays Span            `json:"registerDays"`
	PlanDays     Span            `json:"planDays"`
	Amounts      []amount        `json:"amounts"` // what upgrades are approved with
	SentBack     int             `json:"sentBackPerMille"`
	Services     []place.Service `json:"services"`
	Won          []room          `json:"won"`
	WonDays      Span            `json:"wonDays"`
	Bookings     Count           `json:"bookings"`
	BookingDays  Span            `json:"bookingDays"`
	Courses      []Share         `json:"courses"`
	Uses         []string        `json:"uses"`
}

// An amount is that of so many upgrades.
type amount struct {
	Share
	Yuan governance.Yuan `json:"yuan"`
}

// A room is a kind of space that is won from ancillary rooms and raised floors.
type room struct {
	Count Count       `json:"count"`
	Type  place.Type  `json:"type"`
	Space place.Space `json:"space"`
	Name  string      `json:"name"`
}

// openings are those of all venues: every day from eight in the morning to nine at night.
var openings = hours.Hours{Days: hours.AnyDay, From: 16, To: 42}

func (a *Agenda) keepVenues() {
	p := &a.plan.Venues
	venues := make([]uuid.UUID, len(a.cast.communities))
	n := Count(len(venues))
	a.spread("venue", n, p.RegisterDays, func(s *scene, i int) { venues[i] = s.register(s.cast.community(i)) })
	amounts, by := a.deal("amounts", sharesOf(p.Amounts, func(m amount) Share { return m.Share }), n), map[string]governance.Yuan{}
	for _, m := range p.Amounts {
		by[m.Code] = m.Yuan
	}
	a.spread("upgrade", n, p.PlanDays, func(s *scene, i int) {
		s.upgrade(venues[i], s.cast.community(i), by[amounts[i]], s.stream("upgrade", i))
	})
	for _, row := range p.Won {
		a.spread("room "+row.Name, row.Count, p.WonDays, func(s *scene, i int) {
			at := s.cast.compounds[(i*7+len(row.Name))%len(s.cast.compounds)]
			s.open(s.cast.unit(at), place.Kind, place.Register{Unit: at, About: place.About{
				Name: s.cast.tree.Name(at) + row.Name, Type: row.Type, Space: row.Space, Area: 30 + 10*(i%8), Hours: openings, Services: []place.Service{"deliberation"},
			}})
		})
	}
	courses := a.deal("bookings", p.Courses, p.Bookings)
	a.spread("booking", p.Bookings, p.BookingDays, func(s *scene, i int) { s.book(venues[i%len(venues)], i, courses[i]) })
}

// register registers a community's activity venue, with what it has of the six haves.
func (s *scene) register(community orgtree.Code) uuid.UUID {
	who := s.cast.unit(community)
	id := s.open(who, place.Kind, place.Register{Unit: community, About: place.About{
		Name: s.cast.tree.Name(community) + "居民活动中心", Type: "activity", Space: place.Existing, Area: 320, Hours: openings, Shared: true, Services: s.plan.Venues.Services,
	}})
	for _, item := range []place.Item{"place", "sign"} {
		s.do(who, place.Kind, id, place.Attain{Item: item, On: s.today()})
	}
	return id
}

// upgrade plans an upgrade, has it approved, pays for it as it goes on, and has it
// accepted, some not at the first time.
func (s *scene) upgrade(id uuid.UUID, community orgtree.Code, yuan governance.Yuan, c *chance.Stream) {
	who, district := s.cast.unit(community), s.cast.unit(s.cast.district)
	s.do(who, place.Kind, id, place.Plan{Title: s.cast.tree.Name(community) + "活动场所提升改造", Text: "对照六有标准改造。", Items: []place.Item{"equipment", "flag", "books", "rules"}, Planned: yuan + 1000000})
	project := s.followed(upgrade.Kind)
	spend := func(s *scene, what string, part governance.Yuan) {
		s.do(who, upgrade.Kind, project, upgrade.Spend{Amount: part, Voucher: "凭证-" + project.String()[:8] + what, Text: what})
	}
	s.later(c.Between(3, 8), c, func(s *scene) {
		s.do(district, upgrade.Kind, project, upgrade.Approve{Amount: yuan, Number: "批复-" + string(community)})
		spend(s, "预付款", yuan.Per(10)*3)
		s.later(c.Between(40, 70), c, func(s *scene) {
			spend(s, "进度款", yuan.Per(10)*6)
			s.accept(project, community, c, c.Hits(s.plan.Venues.SentBack), func(s *scene) { spend(s, "尾款", yuan-yuan.Per(10)*9) })
		})
	})
}

// accept has what was done inspected, and mended first where it has to be.
func (s *scene) accept(project uuid.UUID, community orgtree.Code, c *chance.Stream, mend bool, then func(*scene)) {
	s.do(s.cast.unit(community), upgrade.Kind, project, upgrade.Finish{Text: "改造完工，申请验收。"})
	s.later(c.Between(2, 7), c, func(s *scene) {
		district := s.cast.unit(s.cast.district)
		if mend {
			s.do(district, upgrade.Kind, project, upgrade.SendBack{Reason: "消防设施不齐，整改后再验。"})
			s.later(c.Between(4, 9), c, func(s *scene) { s.accept(project, community, c, false, then) })
			return
		}
		s.do(district, upgrade.Kind, project, upgrade.Accept{Text: "验收合格。"})
		s.later(5, c, then)
	})
}

// book books a venue for a few days ahead, at an hour that nobody else's booking of the
// plan has.
func (s *scene) book(id uuid.UUID, i int, course string) {
	round := i / len(s.cast.communities)
	community := s.cast.community(i)
	who := s.cast.person(s.cast.neighbour(community, i))
	from := openings.From + hours.HalfHour(2*(round%12))
	cmd := booking.Book{Title: s.plan.Venues.Uses[i%len(s.plan.Venues.Uses)], Venue: id, Place: community, Day: s.workday(4), From: from, To: from + 2}
	made := s.open(who, booking.Kind, cmd)
	switch course {
	case "cancelled":
		s.later(1, s.stream("booking", i), func(s *scene) { s.do(who, booking.Kind, made, booking.Cancel{Reason: "改期。"}) })
	case "missed":
		s.at(office(cmd.Day.AddDays(1), s.stream("booking", i)), func(s *scene) { s.do(s.cast.unit(community), booking.Kind, made, booking.Miss{}) })
	}
}
