package assembly

import (
	"net/http"

	"github.com/jinlin-project/jinlin/adapters/httpapi"
	"github.com/jinlin-project/jinlin/examples/server/demo"
	"github.com/jinlin-project/jinlin/governance"
)

// object shortens the descriptions below.
type object = map[string]any

// routes are the server's own, beside those of the institutions.
func (s *Server) routes() []httpapi.Route {
	out := []httpapi.Route{
		{Method: http.MethodPost, Path: "/v1/sessions", Bare: true, Serve: s.login,
			Operation: operation("登录 / log in", "201", "account", "password")},
		{Method: http.MethodDelete, Path: "/v1/sessions/current", Serve: s.logout,
			Operation: operation("退出 / log out", "204")},
		{Method: http.MethodPost, Path: "/v1/me/password", Serve: s.changePassword,
			Operation: operation("修改密码，并结束其他会话 / change the password and end the other sessions", "204", "old", "new")},
		{Method: http.MethodPost, Path: "/v1/accounts", Serve: s.makeAccount,
			Operation: operation("开通账号，初始密码只显示一次 / make an account; its password is shown once", "201", "account", "person")},
		{Method: http.MethodGet, Path: "/v1/accounts", Serve: s.listAccounts,
			Operation: asking(operation("某人的账号及其办理记录 / the accounts of a person, and what was done with them", "200"), "person")},
		{Method: http.MethodPost, Path: "/v1/accounts/reset", Serve: s.resetAccount,
			Operation: operation("重置密码，并结束其会话 / give an account another password and end its sessions", "200", "account")},
		{Method: http.MethodPost, Path: "/v1/accounts/close", Serve: s.closeAccount,
			Operation: operation("停用账号，并结束其会话 / close an account and end its sessions", "204", "account")},
		{Method: http.MethodGet, Path: "/metrics", Bare: true, Serve: s.figures,
			Operation: operation("运行指标（Prometheus） / figures of the server", "200")},
	}
	if s.settings.Demo {
		out = append(out,
			httpapi.Route{Method: http.MethodGet, Path: "/v1/demo/accounts", Bare: true, Serve: s.demoAccounts,
				Operation: operation("演示账号 / the accounts of the demonstration", "200")},
			httpapi.Route{Method: http.MethodPost, Path: "/v1/demo/clock", Bare: true, Serve: s.demoClock,
				Operation: operation("推进演示时间（advance 或 to） / move the demonstration's time forward", "200", "advance?", "to?")})
	}
	return out
}

// operation describes a route for the OpenAPI document: what it is, the status
// it succeeds with, and the texts of its body; a name that ends in "?" may be
// left out.
func operation(summary, status string, fields ...string) object {
	op := object{"summary": summary, "responses": object{status: object{"description": summary}}}
	if len(fields) == 0 {
		return op
	}
	properties, required := object{}, []string{}
	for _, name := range fields {
		if n := len(name) - 1; name[n] == '?' {
			name = name[:n]
		} else {
			required = append(required, name)
		}
		properties[name] = object{"type": "string"}
	}
	schema := object{"type": "object", "properties": properties, "additionalProperties": false}
	if len(required) > 0 {
		schema["required"] = required
	}
	op["requestBody"] = object{"required": true, "content": object{"application/json": object{"schema": schema}}}
	return op
}

// asking adds a required parameter of the query to a description.
func asking(op object, name string) object {
	op["parameters"] = []any{object{"name": name, "in": "query", "required": true, "schema": object{"type": "string"}}}
	return op
}

// figures answers with the server's metrics.
func (s *Server) figures(w http.ResponseWriter, r *http.Request, _ governance.Actor) error {
	s.metrics.Handler().ServeHTTP(w, r)
	return nil
}

// demoAccounts lists the accounts of the demonstration.
func (s *Server) demoAccounts(w http.ResponseWriter, r *http.Request, _ governance.Actor) error {
	list, err := s.Accounts(r.Context(), httpapi.Language(r))
	if err != nil {
		return err
	}
	return httpapi.WriteJSON(w, r, http.StatusOK, struct {
		Items []demo.Account `json:"items"`
		Next  *string        `json:"next"`
	}{Items: list})
}
