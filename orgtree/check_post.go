package orgtree

import (
	"cmp"
	"slices"

	"github.com/jinlin-project/jinlin/civil"
)

// checkPost holds a post to the rules. Seen are the sequences of single posts
// that were checked already: a batch of many reads each once.
func (s *stage) checkPost(id, path string, seen map[string]bool) {
	p, _ := s.org.posts.get(id)
	rule := p.Kind.rule()
	if !validID(id) {
		s.faults.add(path+".id", BadID)
	}
	if !validID(p.Person) {
		s.faults.add(path+".person", BadID)
	}
	if p.From < civil.Min || p.From >= p.To || p.To > civil.Forever {
		s.faults.add(path+".from", BadDay)
		return
	}
	if rule.Kind == 0 {
		s.faults.add(path+".kind", BadKind)
		return
	}
	if !validSource(rule, p.Source) {
		s.faults.add(path+".source", BadSource)
	}
	s.checkPostUnit(p, rule, path)
	if key := string(p.Unit) + pairSeparator + rule.ID; rule.Single && !seen[key] {
		seen[key] = true
		s.checkSequence(p.Unit, p.Kind)
	}
}

// checkMember holds an appointment to what is recorded about the person, by this
// batch or before; of whom nothing is, anything may be true. It is asked of
// appointments only: what becomes known later must be free to be recorded, and a
// history from before the rule to be read.
func (s *stage) checkMember(p *Post, path string) {
	rule := p.Kind.rule()
	f, known := s.org.persons.get(p.Person)
	if !rule.Members || !known || slices.Contains(rule.Anybody, p.Source) {
		return
	}
	for days, member := range f.Members.spans(civil.Forever) {
		if !member && days.meets(span{p.From, p.To}) {
			s.faults.add(path+".person", NotMember)
			return
		}
	}
}

// validSource reports whether a post of the kind may have the source; that of
// nobody is always known.
func validSource(rule *PostRule, source string) bool {
	known := func(s PostSource) bool { return s.ID == source }
	return source == "" || slices.ContainsFunc(rule.Sources, known) || rule.Open && validID(source)
}

func (s *stage) checkPostUnit(p *Post, rule *PostRule, path string) {
	switch f := s.org.facts(p.Unit); {
	case f == nil:
		s.faults.add(path+".unit", Unknown)
	case !slices.Contains(rule.Units, f.Kind):
		s.faults.add(path+".unit", WrongUnit)
	case !(span{p.From, p.To}).within(f.life()):
		s.faults.addFor(path, PostOutlives, f.code)
	}
}

// checkSequence looks for overlaps and gaps among the holders of a post that
// only one person can hold. A gap is a fault unless the later post says that it
// is known; that nobody follows is none, for somebody still may.
func (s *stage) checkSequence(unit Code, kind PostKind) {
	var held []*Post
	for id := range s.org.places.under(string(unit)) {
		if p, _ := s.org.posts.get(id); p.Unit == unit && p.Kind == kind {
			held = append(held, p)
		}
	}
	slices.SortFunc(held, func(a, b *Post) int { return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.ID, b.ID)) })
	before := held[0] // of those so far, the one held longest: a later one may have ended within its days
	for _, after := range held[1:] {
		switch {
		case after.From < before.To:
			s.blame(before, after, PostOverlap)
		case after.From > before.To && !after.AfterVacancy:
			s.blame(before, after, PostGap)
		}
		if after.To > before.To {
			before = after
		}
	}
}

// blame names the later of two posts, or the earlier where only that one was
// touched.
func (s *stage) blame(before, after *Post, code FaultCode) {
	by, ok := s.posts.by[after.ID]
	if !ok {
		by = s.posts.by[before.ID]
	}
	s.faults.addFor(by.path+".from", code, after.Unit)
}

func (s *stage) checkPerson(id, path string) {
	f, known := s.org.persons.get(id)
	if !known {
		return // set and erased again by the same fields
	}
	if !validID(id) {
		s.faults.add(path+".id", BadID)
	}
	if len(f.Members) == 0 || len(f.Homes) == 0 || !f.Members.later(f.Members[0].On) || !f.Homes.later(f.Members[0].On) {
		s.faults.add(path+".day", BadDay)
	}
	for _, d := range f.Homes {
		if d.Is == "" {
			continue
		}
		switch home := s.org.facts(d.Is); {
		case home == nil:
			s.faults.add(path+".home", Unknown)
		case d.On < home.From:
			s.faults.add(path+".home", NotThen)
		}
	}
}
