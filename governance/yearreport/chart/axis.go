package chart

// axis is what values are measured by: from low to high, in even steps.
type axis struct{ low, high, step int64 }

// mostSteps is how many lines there are at most across a plot.
const mostSteps = 5

// axisOf is the axis for values between two, with zero on it.
func axisOf(low, high int64) axis { return axisBetween(min(0, low), max(0, high)) }

// axisBetween is the axis for values between two.
func axisBetween(low, high int64) axis {
	low, high = bounded(low), bounded(high)
	if low == high {
		high++
	}
	a := axis{step: 1}
	for unit := int64(1); ; unit *= 10 {
		for _, n := range []int64{1, 2, 5} {
			if a.step = n * unit; (high-low)/a.step <= mostSteps {
				a.low, a.high = -up(-low, a.step), up(high, a.step)
				return a
			}
		}
	}
}

// up is the next multiple of a step.
func up(v, step int64) int64 {
	if v < 0 {
		return v / step * step
	}
	return (v + step - 1) / step * step
}

// at is how many of some pixels a value lies above the axis' low end.
func (a axis) at(v int64, pixels int) int {
	return int((min(max(v, a.low), a.high) - a.low) * int64(pixels) / (a.high - a.low))
}

// grid draws the lines across an upright plot, with their numbers.
func (c *canvas) grid(a axis) {
	for v := a.low; v <= a.high; v += a.step {
		y := titled + plot - a.at(v, plot)
		shade := "#ddd"
		if v == 0 {
			shade = "#333"
		}
		c.put(`<line x1="%d" y1="%d" x2="%d" y2="%d" stroke="%s"/>`, left, y, width-margin, y, shade)
		c.words(left-6, y+4, "end", c.frame.number(v))
	}
	if c.frame.Unit != "" {
		c.words(left-6, titled-8, "end", c.frame.Unit)
	}
}

// below writes the labels under an upright plot, as many as there is room for.
func (c *canvas) below(labels []string, centre func(i int) int) {
	widest := 1
	for _, l := range labels {
		widest = max(widest, wide(l)+narrow)
	}
	room := max(1, (width-left-margin)/widest)
	every := max(1, (len(labels)+room-1)/room)
	for i, l := range labels {
		if i%every == 0 {
			c.words(centre(i), titled+plot+16, "middle", short(l, width/2))
		}
	}
}

// legend names the series, in rows.
func (c *canvas) legend(y int, names []string) {
	x := left
	for i, n := range names {
		n = short(n, width/3)
		if x+wide(n)+3*text > width-margin {
			x, y = left, y+line
		}
		c.put(`<rect x="%d" y="%d" width="%d" height="%d" fill="%s"/>`, x, y-10, text, text, colour(i))
		c.words(x+16, y, "start", n)
		x += wide(n) + 3*text
	}
}

// legendRows is how many rows a legend takes.
func legendRows(names []string) int {
	x, rows := left, 1
	for _, n := range names {
		n = short(n, width/3)
		if x+wide(n)+3*text > width-margin {
			x, rows = left, rows+1
		}
		x += wide(n) + 3*text
	}
	return rows
}
