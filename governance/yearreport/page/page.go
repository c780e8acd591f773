// Package page writes a year's report as one HTML page: in Chinese, to be read on a
// screen or printed, with its charts drawn as SVG. The page is one file: no script,
// nothing loaded from elsewhere, and a policy in it that forbids both. Every figure
// links to the query that gave it.
package page

import (
	"fmt"
	"html"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
	"github.com/jinlin-project/jinlin/governance/yearreport"
)

// style is how the page looks: as an official document, black on white, in print
// with the addresses of queries left to the table.
const style = `body{font-family:"Songti SC","SimSun",serif;max-width:60em;margin:2em auto;padding:0 1em;color:#000;background:#fff;line-height:1.7}
h1{text-align:center;font-family:"SimHei",sans-serif;font-size:1.6em}h2{font-family:"SimHei",sans-serif;font-size:1.25em;margin-top:2em}
nav ol{columns:3;padding-left:1.5em;list-style:none}p{text-indent:2em}
table{border-collapse:collapse;width:100%;margin:.5em 0}th,td{border:1px solid #999;padding:.2em .6em;text-align:left}td.n{text-align:right;white-space:nowrap}
figure{margin:1.5em 0;break-inside:avoid}svg{max-width:100%;height:auto}a{color:#00478a}
@media print{nav{display:none}a{color:#000;text-decoration:none}h2{break-after:avoid}tr{break-inside:avoid}body{margin:0;max-width:none}}
`

// HTML writes the page. Queries are asked behind a base, such as
// [yearreport.Routes] or the same with a server before it.
func HTML(r *yearreport.Report, base string) []byte {
	w := &writer{base: base}
	title := html.EscapeString(r.Title())
	w.put("<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n")
	w.put("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
	w.put("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>%s</title>\n<style>\n%s</style>\n</head>\n<body>\n<h1>%s</h1>\n", title, style, title)
	for _, sentence := range r.Lead() {
		w.put("<p>%s</p>\n", html.EscapeString(sentence))
	}
	w.put("<nav aria-label=\"目录\"><ol>\n")
	for i := range r.Parts {
		w.put("<li><a href=\"#%s\">%s、%s</a></li>\n", html.EscapeString(r.Parts[i].ID), yearreport.Ordinal(i+1), html.EscapeString(r.Parts[i].Label.Zh))
	}
	w.put("</ol></nav>\n")
	for i := range r.Parts {
		w.part(i+1, &r.Parts[i])
	}
	w.put("</body>\n</html>\n")
	return []byte(w.String())
}

// writer is a page in the making.
type writer struct {
	strings.Builder
	base string
}

func (w *writer) put(format string, a ...any) { fmt.Fprintf(&w.Builder, format, a...) }

func (w *writer) part(n int, p *yearreport.Part) {
	w.put("<section id=\"%s\">\n<h2>%s、%s</h2>\n", html.EscapeString(p.ID), yearreport.Ordinal(n), html.EscapeString(p.Label.Zh))
	w.put("<table>\n<thead><tr><th scope=\"col\">指标</th><th scope=\"col\">数值</th><th scope=\"col\">口径</th><th scope=\"col\">来源</th></tr></thead>\n<tbody>\n")
	for i := range p.Figures {
		f := &p.Figures[i]
		w.put("<tr id=\"%s\"><td>%s</td><td class=\"n\">%s</td><td>%s</td><td>%s</td></tr>\n", html.EscapeString(f.ID), html.EscapeString(f.Label.Zh),
			html.EscapeString(f.Said()), html.EscapeString(governance.Label(f.Basis.Choices(), string(f.Basis)).Zh), w.link(f.Query))
	}
	w.put("</tbody>\n</table>\n")
	for i := range p.Series {
		if s := &p.Series[i]; len(s.Points) > 0 {
			w.put("<figure>\n%s<details open><summary>%s：数据</summary>\n", draw(s, w.base), html.EscapeString(s.Heading()))
			w.data(s)
			w.put("</details>\n</figure>\n")
		}
	}
	w.put("</section>\n")
}

// data writes the points of a series as a table, for who does not see the chart.
func (w *writer) data(s *yearreport.Series) {
	w.put("<table>\n<thead><tr><th scope=\"col\">%s</th>", html.EscapeString(governance.Label(s.By.Choices(), string(s.By)).Zh))
	for _, n := range s.Names {
		w.put("<th scope=\"col\">%s</th>", html.EscapeString(n.Zh))
	}
	if len(s.Names) == 0 {
		w.put("<th scope=\"col\">数值</th>")
	}
	w.put("<th scope=\"col\">来源</th></tr></thead>\n<tbody>\n")
	for _, p := range s.Points {
		w.put("<tr><td>%s</td>", html.EscapeString(p.Label))
		for _, v := range p.Values {
			w.put("<td class=\"n\">%s</td>", html.EscapeString(v))
		}
		w.put("<td>%s</td></tr>\n", w.link(p.Query))
	}
	w.put("</tbody>\n</table>\n")
}

// link leads to a query.
func (w *writer) link(query string) string {
	if query == "" {
		return ""
	}
	return `<a href="` + html.EscapeString(w.base+query) + `">查询</a>`
}
