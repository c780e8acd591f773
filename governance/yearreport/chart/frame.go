package chart

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A Frame is what every chart has around it.
type Frame struct {
	ID     string // of the chart, where several stand in one page; letters, digits, - and .
	Title  string
	Desc   string // what a reader who does not see it should know; empty: the title again
	Unit   string // of measure, at the axis
	Places int    // digits of the values behind the point
}

// Sizes, in pixels.
const (
	width   = 720
	text    = 12 // font size, and the width of a wide letter
	line    = 20 // from one line of text to the next
	margin  = 10
	left    = 70 // room for the numbers of the axis
	plot    = 220
	titled  = 44 // where the plot begins, under the title
	narrow  = 7  // the width of a narrow letter
	mostRow = 240
)

// edge bounds the values, so that nothing overflows.
const edge = 1_000_000_000_000_000

// bounded is a value as far as it can be drawn.
func bounded(v int64) int64 { return min(max(v, -edge), edge) }

// palette are the colours of series, told apart by those who see few colours too
// (Okabe and Ito), dark enough to be printed in grey.
var palette = [...]string{"#0072B2", "#D55E00", "#009E73", "#CC79A7", "#E69F00", "#56B4E9", "#8A7A00", "#555555"}

func colour(i int) string { return palette[i%len(palette)] }

// canvas is a chart in the making.
type canvas struct {
	strings.Builder
	frame Frame
}

// begin opens the chart.
func (f Frame) begin(height int) *canvas {
	c := &canvas{frame: f}
	id := plain(f.ID)
	desc := f.Desc
	if desc == "" {
		desc = f.Title
	}
	c.put(`<svg xmlns="http://www.w3.org/2000/svg" role="img" width="%d" height="%d" viewBox="0 0 %d %d" font-family="sans-serif" font-size="%d" aria-labelledby="%st %sd">`,
		width, height, width, height, text, id, id)
	c.put(`<title id="%st">%s</title><desc id="%sd">%s</desc>`, id, escape(f.Title), id, escape(desc))
	c.put(`<rect width="%d" height="%d" fill="#fff"/>`, width, height)
	c.words(margin, line, "start", f.Title)
	return c
}

// end closes the chart.
func (c *canvas) end() string {
	c.put("</svg>\n")
	return c.String()
}

func (c *canvas) put(format string, a ...any) { fmt.Fprintf(&c.Builder, format, a...) }

// words writes a text.
func (c *canvas) words(x, y int, anchor, s string) {
	c.put(`<text x="%d" y="%d" text-anchor="%s">%s</text>`, x, y, anchor, escape(s))
}

// box draws a rectangle with its tip, as a link where there is one.
func (c *canvas) box(x, y, w, h int, fill, tip, link string) {
	linked := strings.HasPrefix(link, "/") || strings.HasPrefix(link, "https://") || strings.HasPrefix(link, "http://") // never a script
	if linked {
		c.put(`<a href="%s">`, escape(link))
	}
	c.put(`<rect x="%d" y="%d" width="%d" height="%d" fill="%s"><title>%s</title></rect>`, x, y, w, h, fill, escape(tip))
	if linked {
		c.put(`</a>`)
	}
}

// number prints a value with its places.
func (f Frame) number(v int64) string {
	if f.Places <= 0 {
		return strconv.FormatInt(v, 10)
	}
	sign := ""
	digits := strconv.FormatInt(v, 10)
	if v < 0 {
		sign, digits = "-", digits[1:]
	}
	digits = strings.Repeat("0", max(0, f.Places+1-len(digits))) + digits
	cut := len(digits) - f.Places
	return sign + digits[:cut] + "." + digits[cut:]
}

// said is a value as it is told: a label, and the number with its unit.
func (f Frame) said(label string, v int64) string { return label + " " + f.number(v) + f.Unit }

// between is a point as it is told: its value, and the interval where it has one.
func (f Frame) between(label string, p Point) string {
	if p.High <= p.Low {
		return f.said(label, p.Value)
	}
	return f.said(label, p.Value) + " (" + f.number(p.Low) + "–" + f.number(p.High) + ")"
}

// wide is about how wide a text is.
func wide(s string) (w int) {
	for _, r := range s {
		if r < utf8.RuneSelf {
			w += narrow
		} else {
			w += text
		}
	}
	return w
}

// short cuts a text that is wider than there is room.
func short(s string, room int) string {
	if wide(s) <= room {
		return s
	}
	for wide(s)+text > room && s != "" {
		_, n := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-n]
	}
	return s + "…"
}

var marks = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", `"`, "&quot;", "'", "&#39;")

// escape is a text as it may stand in SVG, without what XML does not admit.
func escape(s string) string {
	return marks.Replace(strings.Map(func(r rune) rune {
		if r < ' ' || r == utf8.RuneError || r == 0xFFFE || r == 0xFFFF {
			return ' '
		}
		return r
	}, s))
}

// plain is what of an id may stand in one.
func plain(id string) string {
	return strings.Map(func(r rune) rune {
		if r == '-' || r == '.' || r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' || r >= 'a' && r <= 'z' {
			return r
		}
		return '-'
	}, "c-"+id+"-")
}
