package postgres

import (
	"sync"

	"github.com/jinlin-project/jinlin/governance"
)

// part names one of the tables that a commit is sent as, in the order of the
// parameters of ledger_commit_1.
type part int

const (
	partLocks part = iota
	partKeys
	partWrites
	partExpects
	partEntries
	partErased
	partSealed
	partReshared
	partShares
	partReleases
	partTakes
	partAnswers

	parts
)

// shapes are the elements of each part's columns, as its type has them.
var shapes = [parts][]uint32{
	partLocks: {oidInt4, oidInt8, oidBool},
	partKeys:  {oidInt4, oidText, oidText, oidTime},
	partWrites: {oidInt4, oidText, oidUUID, oidInt8, oidInt8, oidBytes, oidTime, oidText, oidText, oidText, oidText, oidText,
		oidText, oidText, oidText, oidText, oidUUID, oidTime, oidTime, oidTime, oidTime, oidInt4, oidText},
	partExpects: {oidInt4, oidText, oidUUID, oidInt8},
	partEntries: {oidInt4, oidText, oidUUID, oidInt8, oidTime, oidTime, oidText, oidText, oidText, oidText, oidText, oidText,
		oidBool, oidText, oidUUID, oidInt8, oidText, oidText, oidBytes},
	partErased:   {oidInt4, oidText, oidUUID},
	partSealed:   {oidInt4, oidText, oidUUID, oidText, oidInt8, oidBytes, oidBytes},
	partReshared: {oidInt4, oidText, oidUUID},
	partShares:   {oidInt4, oidText, oidUUID, oidTime, oidText, oidBool},
	partReleases: {oidInt4, oidText, oidUUID, oidText},
	partTakes:    {oidInt4, oidText, oidUUID, oidText, oidBool},
	partAnswers:  {oidInt4, oidText, oidText, oidText, oidUUID, oidBytes, oidBytes, oidTime, oidTime},
}

// numbersJobs tells the parts whose rows belong to a commit from those whose
// rows belong to a write.
var numbersJobs = [parts]bool{partLocks: true, partKeys: true, partWrites: true, partExpects: true, partAnswers: true}

// A draft is one commit, or several that share a transaction, ready to be
// sent. Many callers make theirs at the same time; what is left for the one
// who leads their transaction is to put them one behind the other.
type draft struct {
	jobs    int
	writes  int
	tables  [parts]table
	creates bool   // a write begins a record
	locks   []lock // of one commit, as they stand in its part
}

// drafts are those that were sent, for their room: commits are much alike, and
// many callers make one each, again and again.
var drafts = sync.Pool{New: func() any { return new(draft) }}

// mostRoom is how much of it a draft may keep.
const mostRoom = 1 << 16

// done gives the draft back. Nobody may look at it any more.
func (d *draft) done() {
	room := 0
	for p := range d.tables {
		t := &d.tables[p]
		for i := range t.columns {
			c := &t.columns[i]
			room += cap(c.data)
			c.data, c.nulls = c.data[:0], false
		}
		t.rows = 0
	}
	d.creates, d.locks = false, nil
	if room <= mostRoom {
		drafts.Put(d)
	}
}

// row begins a row of a part and returns its columns.
func (d *draft) row(p part, number int) []list {
	t := &d.tables[p]
	if t.columns == nil {
		*t = newTable(shapes[p])
	}
	t.rows++
	t.columns[0].int4(number)
	return t.columns
}

// about begins a row about a record.
func (d *draft) about(p part, number int, ref governance.Ref) []list {
	c := d.row(p, number)
	c[1].text(ref.Kind)
	c[2].uuid(ref.ID)
	return c
}

// joinDrafts puts drafts behind one another.
func joinDrafts(drafts []*draft) *draft {
	d := &draft{}
	var tables [parts][]*table
	var by [parts][]int
	for _, o := range drafts {
		for p := range o.tables {
			if o.tables[p].rows == 0 {
				continue
			}
			tables[p] = append(tables[p], &o.tables[p])
			number := d.writes
			if numbersJobs[p] {
				number = d.jobs
			}
			by[p] = append(by[p], number)
		}
		d.jobs, d.writes = d.jobs+o.jobs, d.writes+o.writes
	}
	for p := range tables {
		if len(tables[p]) > 0 {
			d.tables[p] = joinTables(shapes[p], tables[p], by[p])
		}
	}
	return d
}

// drafted makes the draft of one commit; the locks stand in the order given.
func drafted(c *governance.Commit, locks []lock) *draft {
	d := drafts.Get().(*draft)
	d.jobs, d.writes, d.locks = 1, len(c.Writes), locks
	for _, l := range locks {
		to := d.row(partLocks, 1)
		to[1].int8(l.key)
		to[2].flag(l.shared)
	}
	for i := range c.Writes {
		d.write(i+1, &c.Writes[i])
	}
	d.claims(c.Writes)
	for i := range c.Expect {
		d.about(partExpects, 1, c.Expect[i].Ref)[3].int8(c.Expect[i].Version)
	}
	if c.Key != "" {
		d.answer(c)
	}
	return d
}

func (d *draft) answer(c *governance.Commit) {
	k := d.row(partKeys, 1)
	k[1].text(c.Account)
	k[2].text(c.Key)
	k[3].time(c.At)
	if c.Answer.Body == nil {
		return
	}
	a := d.row(partAnswers, 1)
	a[1].text(c.Account)
	a[2].text(c.Key)
	a[3].text(c.Answer.Ref.Kind)
	a[4].uuid(c.Answer.Ref.ID)
	a[5].bytes(c.Answer.Request[:])
	a[6].bytes(c.Answer.Body)
	a[7].time(c.Answer.Until)
	a[8].time(c.At)
}

// write drafts one write and what belongs to its record.
func (d *draft) write(n int, w *governance.Write) {
	d.record(n, w)
	for i := range w.Entries {
		d.entry(n, &w.Entries[i])
	}
	if w.Erase {
		d.about(partErased, n, w.Ref)
	}
	for i := range w.Personal {
		p := &w.Personal[i]
		to := d.about(partSealed, n, w.Ref)
		to[3].text(p.Field)
		to[4].int8(p.Version)
		to[5].bytes(p.Salt)
		to[6].bytes(p.Value)
	}
	if w.Audience == nil {
		return
	}
	if w.Base > 0 {
		d.about(partReshared, n, w.Ref)
	}
	desk := deskByKey(w.Audience)
	for _, s := range w.Audience {
		todo, missing := desk[s.Key]
		if !missing {
			continue
		}
		delete(desk, s.Key)
		to := d.about(partShares, n, w.Ref)
		to[3].timeOrFirst(w.Header.Opened)
		to[4].text(s.Key)
		to[5].flag(todo)
	}
}

// deskByKey makes every key appear once; of a key given twice, the one that
// has something to do counts.
func deskByKey(shares []governance.Share) map[string]bool {
	out := make(map[string]bool, len(shares))
	for _, s := range shares {
		out[s.Key] = out[s.Key] || s.Desk
	}
	return out
}

// record drafts the row of the record itself. A write without entries leaves
// the instant and the digest of the last one as they are.
func (d *draft) record(n int, w *governance.Write) {
	to := d.row(partWrites, 1)
	d.creates = d.creates || w.Base == 0
	h := &w.Header
	title := h.Title
	if w.Erase {
		title = ""
	}
	to[1].text(w.Ref.Kind)
	to[2].uuid(w.Ref.ID)
	to[3].int8(w.Base)
	to[4].int8(w.Version())
	if len(w.Entries) == 0 {
		to[5].null()
		to[6].null()
	} else {
		last := &w.Entries[len(w.Entries)-1]
		to[5].bytes(last.Digest[:])
		to[6].time(last.At)
	}
	to[7].bytes(w.Document)
	for i, text := range [...]string{h.District, h.Serial, string(h.Phase), h.Outcome, h.Class, h.Category, h.Unit, h.Person} {
		to[8+i].text(text)
	}
	if h.Parent == noID {
		to[16].null()
	} else {
		to[16].uuid(h.Parent)
	}
	to[17].timeOrFirst(h.Opened)
	to[18].timeOrNull(h.Closed)
	to[19].timeOrNull(h.Due)
	to[20].timeOrNull(h.Wake)
	to[21].int4(h.Late)
	to[22].text(title)
}

// entry drafts one entry.
func (d *draft) entry(n int, e *governance.Entry) {
	to := d.about(partEntries, n, e.Ref)
	to[3].int8(e.Version)
	to[4].time(e.At)
	to[5].time(e.AsOf)
	for i, text := range [...]string{e.Verb, e.Rule, e.By.Account, e.By.Person, e.By.Post, e.By.Unit} {
		to[6+i].text(text)
	}
	to[12].flag(e.By.System)
	if e.Cause.IsZero() {
		to[13].null()
		to[14].null()
		to[15].null()
	} else {
		to[13].text(e.Cause.Ref.Kind)
		to[14].uuid(e.Cause.Ref.ID)
		to[15].int8(e.Cause.Version)
	}
	to[16].text(governance.JoinFields(e.Body))
	to[17].text(governance.JoinFields(e.Changes))
	to[18].bytes(e.Digest[:])
}

// claims drafts what the writes release and take. A claim that two writes of
// one commit take is held, to the second, by the first.
func (d *draft) claims(writes []governance.Write) {
	taken := map[governance.Claim]bool{}
	for i := range writes {
		w := &writes[i]
		for _, claim := range w.Release {
			d.about(partReleases, i+1, w.Ref)[3].text(string(claim))
		}
		for _, claim := range w.Take {
			to := d.about(partTakes, i+1, w.Ref)
			to[3].text(string(claim))
			to[4].flag(taken[claim])
			taken[claim] = true
		}
	}
}
