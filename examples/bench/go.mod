module github.com/jinlin-project/jinlin/examples/bench

go 1.26.0

require (
	github.com/looplab/fsm v1.0.3
	github.com/qmuntal/stateless v1.7.2
	github.com/rickar/cal/v2 v2.1.13
	github.com/shopspring/decimal v1.4.0
)

require github.com/google/uuid v1.6.0

require (
	github.com/jinlin-project/jinlin v0.0.0
	github.com/stretchr/testify v1.12.1
	go.yaml.in/yaml/v3 v3.0.5 // indirect
)

replace github.com/jinlin-project/jinlin => ../..
