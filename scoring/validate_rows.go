package scoring

import "fmt"

// rows checks the terms, adjustments and ceilings.
func (c *checker) rows() {
	c.count("terms", len(c.rs.Terms), 1)
	c.count("additions", len(c.rs.Additions), 0)
	c.count("deductions", len(c.rs.Deductions), 0)
	c.count("ceilings", len(c.rs.Ceilings), 0)
	var sum Fixed
	for i, t := range c.rs.Terms {
		c.term(fmt.Sprintf("terms[%d]", i), t)
		sum += max(0, min(t.Weight, One+1))
	}
	if sum != One {
		c.blame("terms", "weights-sum", "各项权重之和应为1", "have weights that do not add up to 1")
	}
	for i, a := range c.rs.Additions {
		c.adjustment(fmt.Sprintf("additions[%d]", i), a, true)
	}
	for i, a := range c.rs.Deductions {
		c.adjustment(fmt.Sprintf("deductions[%d]", i), a, false)
	}
	for i, l := range c.rs.Ceilings {
		c.ceiling(fmt.Sprintf("ceilings[%d]", i), l)
	}
}

func (c *checker) count(path string, n, least int) {
	switch {
	case n < least:
		c.blame(path, "required", "必填", "is required")
	case n > mostRows:
		c.blame(path, "too-many", fmt.Sprintf("不得超过%d项", mostRows), fmt.Sprintf("has more than %d elements", mostRows))
	}
}

func (c *checker) term(path string, t Term) {
	c.rowID(path+".id", t.ID)
	c.text(path+".sentence", t.Sentence)
	c.text(path+".source", t.Source)
	c.rate(path+".rate", t.Rate)
	c.lists(path+".lists", t.Lists)
	c.number(path+".weight", t.Weight, 1, One) // a term that weighs nothing is no term
	c.number(path+".full", t.Full, 0, One)
	c.number(path+".pass", t.Pass, 0, One)
	if t.Full != 0 && t.Pass > t.Full {
		c.blame(path+".pass", "out-of-order", "起评线高于满分线", "is above the rate that counts in full")
	}
}

func (c *checker) adjustment(path string, a Adjustment, good bool) {
	c.rowID(path+".id", a.ID)
	c.text(path+".sentence", a.Sentence)
	c.text(path+".source", a.Source)
	e := eventNamed(a.Event)
	switch {
	case e == nil:
		c.unknownCode(path + ".event")
	case e.Side != c.rs.Side && known(c.rs.Side):
		c.blame(path+".event", "wrong-side", "该情形属于另一方", "is an event of the other side")
	case e.Good != good:
		c.blame(path+".event", "wrong-direction", "只能为好的情形加分、为坏的情形扣分", "would reward what is bad, or punish what is good")
	}
	c.lists(path+".lists", a.Lists)
	c.number(path+".each", a.Each, 1, hundred)
	c.number(path+".cap", a.Cap, 1, hundred)
	if a.Cap < a.Each {
		c.blame(path+".cap", "out-of-order", "上限低于每次分值", "is below what a single event comes to")
	}
}

func (c *checker) ceiling(path string, l Ceiling) {
	c.rowID(path+".id", l.ID)
	c.text(path+".sentence", l.Sentence)
	c.text(path+".source", l.Source)
	c.rate(path+".rate", l.Rate)
	c.lists(path+".lists", l.Lists)
	c.number(path+".below", l.Below, 1, One)
	c.number(path+".most", l.Most, 0, hundred)
	if r := c.rs.Rounding; r.Places >= 0 && r.Places <= Places && (Rounding{Mode: Down, Places: r.Places}).round(max(l.Most, 0)) != l.Most {
		c.blame(path+".most", "too-fine", "小数位数多于得分", "has more places than the score, and might be rounded up")
	}
}

// values wants them exactly where a rate asks for them, and in order: a better
// step never counts for less, or raising a rating would lower a score.
func (c *checker) values() {
	v := c.rs.Values
	if v == nil {
		if c.valued {
			c.blame("values", "required", "必填", "is required by the rates used")
		}
		return
	}
	if !c.valued {
		c.blame("values", "not-allowed", "没有指标用到", "is used by none of the rates")
	}
	for i, row := range valueRows {
		path := "values." + string(row.key)
		c.number(path, row.of(v), 0, One)
		if steps := i > 0 && i < 5; steps && row.of(v) > valueRows[i-1].of(v) {
			c.blame(path, "out-of-order", "高于更好一级的分值", "counts for more than the better step")
		}
	}
	c.text("values.source", v.Source)
}

// grades wants them from the best down, the last from 0, so that every score has
// exactly one.
func (c *checker) grades() {
	c.count("grades", len(c.rs.Grades), 1)
	best := -1
	for i, g := range c.rs.Grades {
		path := fmt.Sprintf("grades[%d]", i)
		place := g.Grade.place()
		switch {
		case place < 0:
			c.unknownCode(path + ".grade")
		case place <= best:
			c.blame(path+".grade", "out-of-order", "等次应由高到低且不重复", "is not worse than the grade before")
		default:
			best = place
		}
		c.number(path+".from", g.From, 0, hundred)
		if i > 0 && g.From >= c.rs.Grades[i-1].From {
			c.blame(path+".from", "out-of-order", "应低于上一等次", "is not below the grade before")
		}
		c.text(path+".source", g.Source)
	}
	if n := len(c.rs.Grades); n > 0 && c.rs.Grades[n-1].From != 0 {
		c.blame(fmt.Sprintf("grades[%d].from", n-1), "not-covering", "最低等次应从0起", "leaves scores without a grade: the last begins at 0")
	}
}

// place is the grade's place from the best down, or -1.
func (g Grade) place() int {
	for i, c := range gradeChoices {
		if c.Code == string(g) {
			return i
		}
	}
	return -1
}
