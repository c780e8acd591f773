package httpapi

import (
	"net/http"
	"strconv"
	"time"

	"github.com/go-json-experiment/json"

	"github.com/jinlin-project/jinlin/governance"
)

// A Problem is an error as a client sees it (RFC 9457). Handlers of extra
// routes and authenticators may return one; every other error is looked up in
// one table and becomes one. It never repeats a value that was sent in.
type Problem struct {
	Status int    // of the response
	Code   string // stable: clients match it, never the sentences
	Detail governance.Text
	Fields []governance.Fault // what is wrong with which field

	RetryAfter time.Duration // when it is worth trying again; 0: not said

	more members
}

// Error returns the stable code.
func (p *Problem) Error() string { return "problem: " + p.Code }

// members are what single kinds of problems say besides.
type members struct {
	who       []governance.Text           // who may
	phase     string                      // where the record is
	allowedIn []string                    // where the command would be allowed
	actions   func(lang string) []command // what the caller may do instead
	allow     string                      // methods, for 405
	id        string                      // under which the log knows it, for 500
}

// command is a command with its label.
type command struct {
	Command string `json:"command"`
	Label   string `json:"label"`
}

// document is a problem on the wire.
type document struct {
	Type      string          `json:"type"`
	Title     string          `json:"title"`
	Status    int             `json:"status"`
	Detail    string          `json:"detail"`
	Code      string          `json:"code"`
	Fields    []documentField `json:"fields,omitempty"`
	Who       []string        `json:"who,omitempty"`
	Phase     string          `json:"phase,omitempty"`
	AllowedIn []string        `json:"allowedIn,omitempty"`
	Actions   []command       `json:"actions,omitempty"`
	ID        string          `json:"id,omitempty"`
}

// documentField is one fault of a problem on the wire.
type documentField struct {
	Path   string `json:"path"`
	Code   string `json:"code"`
	Detail string `json:"detail"`
}

// A problem's type is a name, not an address: there is no page behind it, and
// nothing to keep alive for as long as clients match it.
const (
	problemMedia = "application/problem+json"
	problemType  = "urn:jinlin:problem:"
)

// body writes the problem in a language.
func (p *Problem) body(lang string) []byte {
	d := document{
		Type: problemType + p.Code, Title: titles[p.Status].In(lang), Status: p.Status,
		Detail: p.Detail.In(lang), Code: p.Code,
		Phase: p.more.phase, AllowedIn: p.more.allowedIn, ID: p.more.id,
	}
	for _, f := range p.Fields {
		d.Fields = append(d.Fields, documentField{f.Path, f.Code, f.Detail.In(lang)})
	}
	for _, w := range p.more.who {
		d.Who = append(d.Who, w.In(lang))
	}
	if p.more.actions != nil {
		d.Actions = p.more.actions(lang)
	}
	out, err := json.Marshal(d)
	if err != nil {
		return []byte(`{"type":"about:blank"}`) // only text that is no UTF-8 leads here, and ours is
	}
	return out
}

// write answers with the problem.
func (p *Problem) write(w http.ResponseWriter, lang string) {
	h := w.Header()
	// What was set for the answer that did not come about.
	for _, name := range []string{"ETag", "Location", "Content-Disposition", "Last-Modified"} {
		h.Del(name)
	}
	if p.RetryAfter > 0 {
		h.Set("Retry-After", strconv.Itoa(int((p.RetryAfter+time.Second-1)/time.Second)))
	}
	if p.Status == http.StatusUnauthorized {
		h.Set("WWW-Authenticate", `Bearer realm="jinlin"`)
	}
	if p.more.allow != "" {
		h.Set("Allow", p.more.allow)
	}
	send(w, p.Status, problemMedia, lang, p.body(lang))
}

// titles name the statuses. A problem of another status has none.
var titles = map[int]governance.Text{
	http.StatusBadRequest:            {Zh: "请求格式不正确", En: "Malformed request"},
	http.StatusUnauthorized:          {Zh: "需要登录", En: "Sign in first"},
	http.StatusForbidden:             {Zh: "无权进行此操作", En: "Forbidden"},
	http.StatusNotFound:              {Zh: "没有找到", En: "Not found"},
	http.StatusMethodNotAllowed:      {Zh: "不支持此方法", En: "Method not allowed"},
	http.StatusNotAcceptable:         {Zh: "不能提供所要的格式", En: "Not acceptable"},
	http.StatusConflict:              {Zh: "与现状不符", En: "Conflict"},
	http.StatusPreconditionFailed:    {Zh: "版本已过期", En: "Stale version"},
	http.StatusRequestEntityTooLarge: {Zh: "内容过大", En: "Too large"},
	http.StatusUnsupportedMediaType:  {Zh: "不支持的内容类型", En: "Unsupported media type"},
	http.StatusUnprocessableEntity:   {Zh: "填写不符合要求", En: "Invalid"},
	http.StatusTooManyRequests:       {Zh: "请求过于频繁", En: "Too many requests"},
	http.StatusInternalServerError:   {Zh: "服务器内部错误", En: "Internal error"},
	http.StatusServiceUnavailable:    {Zh: "服务暂不可用", En: "Unavailable"},
}
