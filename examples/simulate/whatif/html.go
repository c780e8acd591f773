package whatif

import (
	"html"
	"strconv"
	"strings"

	"github.com/jinlin-project/jinlin/governance"
)

const style = `body{font-family:sans-serif;max-width:70em;margin:1em auto;padding:0 1em;line-height:1.5;color:#222}
table{border-collapse:collapse;font-size:.85em;margin:1em 0}td,th{border:1px solid #ccc;padding:.2em .5em;text-align:left;vertical-align:top}
th{background:#eee}td:nth-child(2){white-space:nowrap}svg{max-width:100%;height:auto;display:block;margin:1em 0}@media print{body{max-width:none}table,svg{break-inside:avoid}}`

// HTML is the page with its plots as one file that loads nothing and runs nothing.
func (c *Comparison) HTML(lang string) []byte {
	var out strings.Builder
	title := governance.Text{Zh: "情景对比", En: "What if"}.In(lang)
	out.WriteString("<!DOCTYPE html>\n<html lang=\"" + governance.Text{Zh: "zh-CN", En: "en"}.In(lang) + "\">\n<head>\n<meta charset=\"utf-8\"/>\n" +
		"<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\"/>\n" +
		"<meta name=\"viewport\" content=\"width=device-width\"/>\n<title>" + title + "</title>\n<style>" + style + "</style>\n</head>\n<body>\n")
	for _, b := range c.page(lang) {
		b.html(&out)
	}
	out.WriteString("</body>\n</html>\n")
	return []byte(out.String())
}

func (b *block) html(out *strings.Builder) {
	switch {
	case b.level > 0:
		element(out, "h"+strconv.Itoa(b.level), b.text)
	case b.columns != nil:
		out.WriteString("<table>\n<thead>")
		line(out, "th", b.columns)
		out.WriteString("</thead>\n<tbody>\n")
		for _, row := range b.cells {
			line(out, "td", row)
		}
		out.WriteString("</tbody>\n</table>\n")
	case b.plot != "":
		out.WriteString(b.plot)
	default:
		element(out, "p", b.text)
	}
}

func line(out *strings.Builder, cell string, texts []string) {
	out.WriteString("<tr>")
	for _, t := range texts {
		out.WriteString("<" + cell + ">" + html.EscapeString(t) + "</" + cell + ">")
	}
	out.WriteString("</tr>\n")
}

func element(out *strings.Builder, name, text string) {
	out.WriteString("<" + name + ">" + html.EscapeString(text) + "</" + name + ">\n")
}
