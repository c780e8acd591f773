package orgtree

// ties are the relations of a tree other than parent and child: where Party
// organisations stand and what they lead.
type ties struct {
	seat  map[Ref]Ref // Party organisation: the unit it stands at
	leads map[Ref]Ref // unit: the Party organisation that leads there
}

// Seat returns the unit at which a unit stands: where a Party organisation is
// set up, and every other unit itself. It reports false if there is none.
func (t *Tree) Seat(code Code) (Code, bool) {
	r := t.seat(t.find(code))
	if r == NoRef {
		return "", false
	}
	return t.code(r), true
}

func (t *Tree) seat(r Ref) Ref {
	if at, ok := t.ties.seat[r]; ok {
		return at
	}
	return r
}

// Nearest returns the nearest unit of a kind: the unit itself or the first
// above it. Of a Party organisation it is the first above its seat, if none of
// its superiors is of the kind.
func (t *Tree) Nearest(code Code, kind Kind) (Code, bool) {
	r := t.find(code)
	if n := t.nearest(r, kind); n != NoRef {
		return t.code(n), true
	}
	if n := t.nearest(t.seat(r), kind); n != NoRef {
		return t.code(n), true
	}
	return "", false
}

func (t *Tree) nearest(r Ref, kind Kind) Ref {
	for r != NoRef && t.kind[r] != kind {
		r = t.parent[r]
	}
	return r
}

// place is the nearest unit of a kind around the seat.
func (t *Tree) place(code Code, kind Kind) (Code, bool) {
	if n := t.nearest(t.seat(t.find(code)), kind); n != NoRef {
		return t.code(n), true
	}
	return "", false
}

// District returns the district a unit stands in.
func (t *Tree) District(code Code) (Code, bool) { return t.place(code, District) }

// Town returns the town or street a unit stands in: the town of a place is the
// one that reports in first (属地镇街).
func (t *Tree) Town(code Code) (Code, bool) { return t.place(code, Town) }

// Community returns the community a unit stands in.
func (t *Tree) Community(code Code) (Code, bool) { return t.place(code, Community) }

// Compound returns the compound a unit stands in.
func (t *Tree) Compound(code Code) (Code, bool) { return t.place(code, Compound) }

// Centre returns the service centre of the district a unit stands in.
func (t *Tree) Centre(code Code) (Code, bool) {
	d := t.nearest(t.seat(t.find(code)), District)
	if d == NoRef {
		return "", false
	}
	for c := range t.children(d) {
		if t.kind[c] == Centre {
			return t.code(c), true
		}
	}
	return "", false
}

// Departments returns the departments of a district, by code, without the
// agencies below them.
func (t *Tree) Departments(district Code) []Unit { return t.Children(district, Department) }

// PartyOf returns the Party organisation that leads at a unit: the one that
// stands there or covers it.
func (t *Tree) PartyOf(code Code) (Code, bool) {
	if p, ok := t.ties.leads[t.find(code)]; ok {
		return t.code(p), true
	}
	return "", false
}

// NextBelow reports whether a unit stands directly below another, as work is handed
// down level by level (逐级分解): a town or department below its district, a community
// below its town. A Party organisation stands where it is set up.
func (t *Tree) NextBelow(code, above Code) bool {
	r, up := t.seat(t.find(code)), t.seat(t.find(above))
	return r != NoRef && up != NoRef && t.parent[r] == up
}

// Answers returns who answers for a place (属地责任链), the nearest first: the
// compound, if the place lies in one that has a Party organisation, the
// community, the town, the district. A lane, or a building outside any
// compound, is answered for by its community. It is empty for a unit that does
// not exist.
func (t *Tree) Answers(place Code) []Code {
	var chain []Code
	for r := t.seat(t.find(place)); r != NoRef; r = t.parent[r] {
		switch t.kind[r] {
		case Compound:
			if _, led := t.ties.leads[r]; led {
				chain = append(chain, t.code(r))
			}
		case Community, Town, District:
			chain = append(chain, t.code(r))
		}
	}
	return chain
}

// CheckingOrg returns the unit whose organisation checks what is sent from a
// place (核验): the compound, where a Party organisation covers it, else the
// community; above communities the nearest of town and district. Of a
// department or another organ it is that organ.
func (t *Tree) CheckingOrg(place Code) (Code, bool) {
	r := t.seat(t.find(place))
	for ; r != NoRef; r = t.parent[r] {
		switch t.kind[r] {
		case Department, Centre, Community, Town, District:
			return t.code(r), true
		case Compound:
			if _, led := t.ties.leads[r]; led {
				return t.code(r), true
			}
		}
	}
	return "", false
}

// CheckingOrgOf returns the unit whose organisation checks what a person sends:
// that of their home, or of the unit that inherited it. It reports false for a
// person without a known home: then the community of the place checks.
func (t *Tree) CheckingOrgOf(person string) (Code, bool) {
	p, ok := t.Person(person)
	if !ok {
		return "", false
	}
	home, ok := t.Successor(p.Home)
	if !ok {
		return "", false
	}
	return t.CheckingOrg(home)
}
