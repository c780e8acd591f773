package chart

// A Bar is one value with its label. A value below zero is drawn as none.
type Bar struct {
	Label string
	Value int64
	Link  string // where it comes from; empty: nowhere
}

// Bars draws values as columns side by side (柱状图), such as those of months.
func (f Frame) Bars(bars ...Bar) string {
	c := f.begin(titled + plot + 2*line)
	high := int64(0)
	labels := make([]string, len(bars))
	for i, b := range bars {
		high, labels[i] = max(high, b.Value), b.Label
	}
	a := axisOf(0, high)
	c.grid(a)
	slot := slots(len(bars))
	for i, b := range bars {
		h := a.at(b.Value, plot)
		c.box(left+slot.from(i), titled+plot-h, slot.wide(), h, colour(0), f.said(b.Label, b.Value), b.Link)
	}
	c.below(labels, func(i int) int { return left + slot.from(i) + slot.wide()/2 })
	return c.end()
}

// slots divides the width of an upright plot among some.
type slots int

func (n slots) from(i int) int { return (width-left-margin)*i/max(1, int(n)) + n.wide()/8 }
func (n slots) wide() int      { return max(1, (width-left-margin)/max(1, int(n))*4/5) }

// Ranked draws values as bars one under another (条形图), in the order they are
// given, each with its value beside it.
func (f Frame) Ranked(bars ...Bar) string {
	c := f.begin(titled + len(bars)*line + margin)
	high, names, numbers := int64(0), 0, 0
	for _, b := range bars {
		high, names, numbers = max(high, b.Value), max(names, wide(b.Label)), max(numbers, wide(f.number(b.Value)+f.Unit))
	}
	names = min(names, mostRow)
	room := max(1, width-3*margin-names-min(numbers, mostRow))
	for i, b := range bars {
		y := titled + i*line
		w := int(max(0, bounded(b.Value)) * int64(room) / max(1, bounded(high)))
		c.words(margin+names, y+13, "end", short(b.Label, names))
		c.box(margin+names+6, y+2, w, line-5, colour(0), f.said(b.Label, b.Value), b.Link)
		c.words(margin+names+12+w, y+13, "start", f.number(b.Value)+f.Unit)
	}
	return c.end()
}

// A Stack is several values of one label, one above another; those below zero are
// drawn as none.
type Stack struct {
	Label  string
	Values []int64 // one of each series
	Links  []string
}

// Stacked draws stacks side by side, with a legend of the series (堆积图).
func (f Frame) Stacked(series []string, stacks ...Stack) string {
	c := f.begin(titled + plot + line*(2+legendRows(series)))
	high := int64(0)
	labels := make([]string, len(stacks))
	for i, s := range stacks {
		sum := int64(0)
		for _, v := range s.Values {
			sum = bounded(sum + max(0, bounded(v)))
		}
		high, labels[i] = max(high, sum), s.Label
	}
	a := axisOf(0, high)
	c.grid(a)
	slot := slots(len(stacks))
	for i, s := range stacks {
		sum := int64(0)
		for j, v := range s.Values {
			foot := a.at(sum, plot)
			sum = bounded(sum + max(0, bounded(v)))
			top, link := a.at(sum, plot), ""
			if j < len(s.Links) {
				link = s.Links[j]
			}
			if name := nameOf(series, j); top > foot {
				c.box(left+slot.from(i), titled+plot-top, slot.wide(), top-foot, colour(j), f.said(s.Label+" "+name, v), link)
			}
		}
	}
	c.below(labels, func(i int) int { return left + slot.from(i) + slot.wide()/2 })
	c.legend(titled+plot+2*line, series)
	return c.end()
}

// nameOf is the name of a series, if it has one.
func nameOf(series []string, i int) string {
	if i < len(series) {
		return series[i]
	}
	return ""
}
