package orgtree

// compact returns the same organisation with its plain units in a block. It
// costs a pass over everything; what is known stays as it is.
func (o *Org) compact() *Org {
	d, moved := o.draft()
	next := *o
	next.base = d.block()
	next.units, next.mentions = sortedMap[*unitFacts]{}, index{}
	own := new(owner)
	for code := range o.codes {
		if _, ok := moved[code]; ok {
			continue
		}
		f := o.facts(code)
		next.units.set(own, string(code), f)
		for m := range f.mentions {
			if m != "" {
				next.mentions.add(own, string(m), string(code))
			}
		}
	}
	return &next
}

// draft gathers the plain units whose ancestors are plain too and no younger.
func (o *Org) draft() (d *draft, records map[Code]int32) {
	d, records = new(draft), map[Code]int32{}
	fit := map[Code]bool{}
	for code := range o.codes {
		o.gatherPlain(code, d, records, fit)
	}
	return d, records
}

// gatherPlain adds a unit behind its ancestors and reports whether it fits.
// Parents never run in circles: the organisation has been checked.
func (o *Org) gatherPlain(code Code, d *draft, records map[Code]int32, fit map[Code]bool) bool {
	if ok, known := fit[code]; known {
		return ok
	}
	f := o.facts(code)
	fit[code] = false
	if !f.plain() {
		return false
	}
	parent := int32(-1)
	if p := f.Parents[0].Is; p != "" {
		if !o.gatherPlain(p, d, records, fit) || d.from[records[p]] > f.From {
			return false
		}
		parent = records[p]
	}
	fit[code] = true
	records[code] = int32(d.len())
	d.add(code, parent, f.Kind, f.Forms.on(f.From), f.Names[0].Is, f.From)
	return true
}
