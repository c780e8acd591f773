package chart

// A Row is a label of [Frame.Dots] and a point of each series.
type Row struct {
	Label  string
	Points []Point
}

// lane is the height of one series in a row of dots.
const lane = 11

// Dots draws points with their intervals on lines one under another (区间图), a lane
// for each series. The axis is as long as the values ask for, and need not begin at
// zero: dots have no length that could mislead.
func (f Frame) Dots(series []string, rows ...Row) string {
	low, high := ends(rows)
	return f.dots(axisBetween(low, high), series, rows)
}

// Differences is [Frame.Dots] with zero on the axis: what lies left of it, what right.
func (f Frame) Differences(series []string, rows ...Row) string {
	low, high := ends(rows)
	return f.dots(axisOf(low, high), series, rows)
}

// ends are the least and the greatest value of some rows.
func ends(rows []Row) (low, high int64) {
	first := true
	for _, r := range rows {
		for _, p := range r.Points {
			switch {
			case p.None:
			case first:
				low, high, first = min(p.Low, p.Value), max(p.High, p.Value), false
			default:
				low, high = min(low, p.Low, p.Value), max(high, p.High, p.Value)
			}
		}
	}
	return low, high
}

func (f Frame) dots(a axis, series []string, rows []Row) string {
	tall := max(line, lane*len(series)+6)
	foot := titled + tall*len(rows)
	c := f.begin(foot + line*(2+legendRows(series)))
	names := 0
	for _, r := range rows {
		names = max(names, wide(r.Label))
	}
	names = min(names, mostRow)
	from := 3*margin + names
	x := func(v int64) int { return from + a.at(v, width-3*margin-from) }
	c.upright(a, foot, x)
	for i, r := range rows {
		top := titled + i*tall
		c.put(`<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="#eee"/>`, margin, top, width-margin, top)
		c.words(margin+names, top+tall/2+4, "end", short(r.Label, names))
		for j, p := range r.Points {
			if !p.None {
				c.dot(p, f.between(r.Label+" "+nameOf(series, j), p), x, top+(tall-lane*len(series))/2+lane*j+lane/2, colour(j))
			}
		}
	}
	if f.Unit != "" {
		c.words(width-margin, titled-8, "end", f.Unit)
	}
	c.legend(foot+2*line, series)
	return c.end()
}

// upright draws the lines across a plot of rows, with their numbers below.
func (c *canvas) upright(a axis, foot int, x func(int64) int) {
	for v := a.low; v <= a.high; v += a.step {
		shade := "#ddd"
		if v == 0 {
			shade = "#333"
		}
		c.put(`<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="%s"/>`, x(v), titled, x(v), foot, shade)
		c.words(x(v), foot+16, "middle", c.frame.number(v))
	}
}

// dot draws a point with its interval.
func (c *canvas) dot(p Point, tip string, x func(int64) int, y int, fill string) {
	if p.High > p.Low {
		c.put(`<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="%s" stroke-width="2"/>`, x(p.Low), y, x(p.High), y, fill)
	}
	c.put(`<circle cx="%d" cy="%d" r="4" fill="%s"><title>%s</title></circle>`, x(p.Value), y, fill, escape(tip))
}
