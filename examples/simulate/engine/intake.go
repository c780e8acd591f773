package engine

import (
	"github.com/google/uuid"

	"github.com/jinlin-project/jinlin/casework"
	"github.com/jinlin-project/jinlin/examples/simulate/chance"
	"github.com/jinlin-project/jinlin/examples/simulate/court"
	"github.com/jinlin-project/jinlin/governance"
)

// what is drawn of everything that comes in, the same under every policy.
type what struct {
	community  int32
	home       home
	category   string
	difficulty int
	anonymous  bool
}

func (r *run) what(a *arrivals, s *chance.Stream) what {
	i := a.community.Draw(s)
	homes := r.communities[i].homes
	w := what{community: int32(i), home: homes[s.Below(len(homes))]}
	kind := a.category.Draw(s)
	w.category, w.difficulty = a.categories[kind], a.difficulty[kind].Draw(s)
	w.anonymous = s.Hits(r.Scenario.People.Anonymous)
	return w
}

// id names the nth record of a kind; the highest bits of n tell kinds apart.
func (r *run) id(n uint64) uuid.UUID {
	var id uuid.UUID
	s := r.Seed.On(topicID, n)
	_, _ = s.Read(id[:]) // never fails
	id[6], id[8] = id[6]&0x0f|0x80, id[8]&0x3f|0x80
	return id
}

// Keys of items that do not come in as matters.
const (
	asInquiry = uint64(1) << 56
	asPart    = uint64(1) << 57
	asSample  = uint64(1) << 58
)

// report lets a matter come in.
func (r *run) report() error {
	n := r.matterSeq
	r.matterSeq++
	s := r.Seed.On(topicWhat, n)
	w := r.what(r.matters, &s)
	cmd := casework.Report{
		Title: "居民反映", Text: "请予办理", Place: casework.Place{Unit: r.desks[w.home.desk].code}, Sender: casework.Sender{Anonymous: w.anonymous},
	}
	f, err := r.court.Open(casework.KindCase, r.id(n), instant(r.clock), w.home.resident, cmd)
	if err != nil {
		return err
	}
	return r.receive(r.matter(f, n, w), w.home.resident, cmd)
}

// matter is the item of a matter that has come in.
func (r *run) matter(f *court.File, n uint64, w what) *item {
	it := r.fresh(f)
	it.n, it.difficulty, it.category, it.community, it.home, it.sender = n, w.difficulty, w.category, w.community, w.home.desk, w.home.resident
	if w.anonymous {
		it.sender = nil
	}
	r.keep(it)
	r.open++
	r.out.Matters.Opened++
	return it
}

// receive takes up what has just been opened by a command.
func (r *run) receive(it *item, by *governance.Actor, cmd governance.Command) error {
	if err := r.saw(it, by, cmd.Verb()); err != nil {
		return err
	}
	if it.sender != nil && it.file.Case != nil && r.hits(it, topicWithdraws, r.Scenario.People.Withdraws) {
		r.later(it, stepWithdraw)
	}
	return r.changed(it)
}

// ask lets an inquiry come in.
func (r *run) ask() error {
	n := asInquiry | r.inquirySeq
	r.inquirySeq++
	s := r.Seed.On(topicInquiry, n)
	w := r.what(r.inquiries, &s)
	cmd := casework.Ask{Title: "居民咨询", Place: casework.Place{Unit: r.desks[w.home.desk].code}, Sender: casework.Sender{Anonymous: w.anonymous}}
	f, err := r.court.Open(casework.KindInquiry, r.id(n), instant(r.clock), w.home.resident, cmd)
	if err != nil {
		return err
	}
	it := r.fresh(f)
	it.n, it.difficulty, it.category, it.community, it.home, it.sender = n, w.difficulty, w.category, w.community, w.home.desk, w.home.resident
	if w.anonymous {
		it.sender = nil
	}
	r.keep(it)
	r.out.Inquiries.Opened++
	return r.receive(it, w.home.resident, cmd)
}

// later plans what a resident does when they get to it, at any hour.
func (r *run) later(it *item, s step) {
	st := r.Seed.On(topicReplies+chance.Topic(s), it.n<<4|uint64(min(it.round, 15)))
	r.plan(it, s, it.home, r.clock+seconds(r.Scenario.People.Replies, &st))
}
