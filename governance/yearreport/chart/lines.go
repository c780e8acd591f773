package chart

import (
	"strconv"
	"strings"
)

// A Line is the values of one series along the labels of a chart.
type Line struct {
	Label  string
	Points []Point // one for each label
}

// A Point is a value with the interval in which it may lie. None says that there is
// no value: the line is broken there.
type Point struct {
	Low, Value, High int64
	None             bool
}

// Exactly is a point without an interval around it.
func Exactly(v int64) Point { return Point{Low: v, Value: v, High: v} }

// Lines draws lines with the bands of their intervals (折线图), with a legend of the
// series. Values may lie below zero.
func (f Frame) Lines(labels []string, lines ...Line) string {
	names := make([]string, len(lines))
	low, high := int64(0), int64(0)
	for i, l := range lines {
		names[i] = l.Label
		for _, p := range l.Points {
			if !p.None {
				low, high = min(low, p.Low, p.Value), max(high, p.High, p.Value)
			}
		}
	}
	c := f.begin(titled + plot + line*(2+legendRows(names)))
	a := axisOf(low, high)
	c.grid(a)
	slot := slots(len(labels))
	x := func(i int) int { return left + slot.from(i) + slot.wide()/2 }
	y := func(v int64) int { return titled + plot - a.at(v, plot) }
	for i, l := range lines {
		for _, run := range runs(l.Points[:min(len(l.Points), len(labels))]) {
			c.band(l.Points, run, x, y, colour(i))
		}
	}
	for i, l := range lines { // above all bands
		for _, run := range runs(l.Points[:min(len(l.Points), len(labels))]) {
			c.path(l, labels, run, x, y, colour(i))
		}
	}
	c.below(labels, x)
	c.legend(titled+plot+2*line, names)
	return c.end()
}

// A stretch is a range of points that all have values.
type stretch struct{ from, to int }

// runs are the unbroken stretches of points.
func runs(points []Point) (out []stretch) {
	for i := 0; i < len(points); i++ {
		if points[i].None {
			continue
		}
		from := i
		for i < len(points) && !points[i].None {
			i++
		}
		out = append(out, stretch{from, i})
	}
	return out
}

// band fills what lies between the ends of the intervals.
func (c *canvas) band(points []Point, run stretch, x func(int) int, y func(int64) int, fill string) {
	var edge []string
	wide := false
	for i := run.from; i < run.to; i++ {
		edge = append(edge, pair(x(i), y(points[i].High)))
		wide = wide || points[i].High > points[i].Low
	}
	for i := run.to - 1; i >= run.from; i-- {
		edge = append(edge, pair(x(i), y(points[i].Low)))
	}
	if wide {
		c.put(`<polygon points="%s" fill="%s" fill-opacity="0.2"/>`, strings.Join(edge, " "), fill)
	}
}

// path draws the line itself and its points.
func (c *canvas) path(l Line, labels []string, run stretch, x func(int) int, y func(int64) int, stroke string) {
	var at []string
	for i := run.from; i < run.to; i++ {
		at = append(at, pair(x(i), y(l.Points[i].Value)))
	}
	c.put(`<polyline points="%s" fill="none" stroke="%s" stroke-width="2"/>`, strings.Join(at, " "), stroke)
	for i := run.from; i < run.to; i++ {
		p := l.Points[i]
		tip := c.frame.between(l.Label+" "+labels[i], p)
		c.put(`<circle cx="%d" cy="%d" r="3" fill="%s"><title>%s</title></circle>`, x(i), y(p.Value), stroke, escape(tip))
	}
}

func pair(x, y int) string { return strconv.Itoa(x) + "," + strconv.Itoa(y) }
