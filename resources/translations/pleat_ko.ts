<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko_KR" sourcelanguage="en">
<context>
    <name>Actions</name>
    <message>
        <source>&amp;Open...</source>
        <translation>열기(&amp;O)...</translation>
    </message>
    <message>
        <source>Open a model or a project, or apply a recipe</source>
        <translation>모델이나 프로젝트를 열거나 레시피를 적용합니다</translation>
    </message>
    <message>
        <source>&amp;Save model...</source>
        <translation>모델 저장(&amp;S)...</translation>
    </message>
    <message>
        <source>Save the folded and repaired network of the last run</source>
        <translation>마지막 실행에서 폴딩하고 복구한 네트워크를 저장합니다</translation>
    </message>
    <message>
        <source>Save &amp;recipe...</source>
        <translation>레시피 저장(&amp;R)...</translation>
    </message>
    <message>
        <source>Save the plan as a recipe</source>
        <translation>계획을 레시피로 저장합니다</translation>
    </message>
    <message>
        <source>Save &amp;project...</source>
        <translation>프로젝트 저장(&amp;P)...</translation>
    </message>
    <message>
        <source>Save the plan, the runs and what the window shows; the model stays where it is</source>
        <translation>계획, 실행, 창의 상태를 저장합니다. 모델은 원래 위치에 남습니다</translation>
    </message>
    <message>
        <source>&amp;Paste command or recipe</source>
        <translation>명령 또는 레시피 붙여넣기(&amp;P)</translation>
    </message>
    <message>
        <source>Apply a command &quot;pleat fold ...&quot; or the JSON of a recipe</source>
        <translation>&quot;pleat fold ...&quot; 명령이나 레시피 JSON을 적용합니다</translation>
    </message>
    <message>
        <source>Copy as command &amp;line</source>
        <translation>명령줄로 복사(&amp;L)</translation>
    </message>
    <message>
        <source>Copy a command that gives the weights of this plan in a terminal</source>
        <translation>터미널에서 이 계획의 가중치를 만드는 명령을 복사합니다</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>끝내기(&amp;Q)</translation>
    </message>
    <message>
        <source>Close the window</source>
        <translation>창을 닫습니다</translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>되돌리기(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Redo</source>
        <translation>다시 하기(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Run</source>
        <translation>실행(&amp;R)</translation>
    </message>
    <message>
        <source>Fold, repair and measure the network by the plan</source>
        <translation>계획대로 네트워크를 폴딩, 복구, 측정합니다</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>Stop the job under way</source>
        <translation>진행 중인 작업을 멈춥니다</translation>
    </message>
    <message>
        <source>Reset &amp;layout</source>
        <translation>배치 초기화(&amp;L)</translation>
    </message>
    <message>
        <source>Put the docks of this workspace back where they were at first</source>
        <translation>이 작업 공간의 패널을 처음 위치로 되돌립니다</translation>
    </message>
    <message>
        <source>Run &amp;at once</source>
        <translation>바로 실행(&amp;A)</translation>
    </message>
    <message>
        <source>Run the plan by itself as soon as an edit has settled</source>
        <translation>편집이 끝나면 곧바로 계획을 실행합니다</translation>
    </message>
    <message>
        <source>&amp;Full screen</source>
        <translation>전체 화면(&amp;F)</translation>
    </message>
    <message>
        <source>Show the view alone, on the whole screen</source>
        <translation>보기만 화면 전체에 표시합니다</translation>
    </message>
    <message>
        <source>&amp;Find a command...</source>
        <translation>명령 찾기(&amp;F)...</translation>
    </message>
    <message>
        <source>Every action, group, file and page by a few letters of its name</source>
        <translation>모든 동작, 그룹, 파일, 페이지를 이름의 몇 글자로 찾습니다</translation>
    </message>
    <message>
        <source>&amp;Settings...</source>
        <translation>설정(&amp;S)...</translation>
    </message>
    <message>
        <source>Appearance, plots, computing, files, shortcuts</source>
        <translation>모양, 그림, 계산, 파일, 단축키를 설정합니다</translation>
    </message>
    <message>
        <source>&amp;Help on this view</source>
        <translation>이 보기의 도움말(&amp;H)</translation>
    </message>
    <message>
        <source>What the view in focus shows and what can be done there</source>
        <translation>지금 보기가 무엇을 보여 주고 거기서 무엇을 할 수 있는지 설명합니다</translation>
    </message>
    <message>
        <source>&amp;What is this?</source>
        <translation>이것은 무엇입니까?(&amp;W)</translation>
    </message>
    <message>
        <source>Click on a control to read what it does</source>
        <translation>컨트롤을 클릭하면 그 기능을 설명합니다</translation>
    </message>
    <message>
        <source>&amp;About Pleat</source>
        <translation>Pleat 정보(&amp;A)</translation>
    </message>
    <message>
        <source>The version, the method, and the licences of everything in it</source>
        <translation>버전, 방법, 포함된 모든 것의 라이선스를 보여 줍니다</translation>
    </message>
    <message>
        <source>How f&amp;olding works</source>
        <translation>폴딩의 원리(&amp;O)</translation>
    </message>
    <message>
        <source>A lesson in seven steps, with every number</source>
        <translation>모든 수를 보여 주는 일곱 단계 수업입니다</translation>
    </message>
    <message>
        <source>&amp;Presenter mode</source>
        <translation>발표 모드(&amp;P)</translation>
    </message>
    <message>
        <source>The lesson in large text, without docks; Esc leaves</source>
        <translation>패널 없이 수업을 큰 글자로 보여 줍니다. Esc로 나갑니다</translation>
    </message>
    <message>
        <source>&amp;Cheat sheet</source>
        <translation>요약표(&amp;C)</translation>
    </message>
    <message>
        <source>Words, formulas, keys and gestures on one page</source>
        <translation>용어, 공식, 키, 마우스 동작을 한 페이지에 보여 줍니다</translation>
    </message>
    <message>
        <source>Undo the last edit</source>
        <translation>마지막 편집을 되돌립니다</translation>
    </message>
    <message>
        <source>Redo the edit</source>
        <translation>되돌린 편집을 다시 합니다</translation>
    </message>
    <message>
        <source>&amp;System theme</source>
        <translation>시스템 테마(&amp;S)</translation>
    </message>
    <message>
        <source>Li&amp;ght theme</source>
        <translation>밝은 테마(&amp;G)</translation>
    </message>
    <message>
        <source>Dark text on a light ground</source>
        <translation>밝은 바탕에 어두운 글자</translation>
    </message>
    <message>
        <source>&amp;Dark theme</source>
        <translation>어두운 테마(&amp;D)</translation>
    </message>
    <message>
        <source>Light text on a dark ground</source>
        <translation>어두운 바탕에 밝은 글자</translation>
    </message>
    <message>
        <source>Second view bes&amp;ide</source>
        <translation>두 번째 보기 나란히(&amp;I)</translation>
    </message>
    <message>
        <source>Two linked views at once, such as Clusters and Matrix</source>
        <translation>클러스터와 행렬처럼 연결된 두 보기를 함께 봅니다</translation>
    </message>
    <message>
        <source>Find a &amp;node...</source>
        <translation>노드 찾기(&amp;N)...</translation>
    </message>
    <message>
        <source>Show the Graph view and search it by a name or a kind</source>
        <translation>그래프 보기를 열고 이름이나 종류로 찾습니다</translation>
    </message>
    <message>
        <source>Zoom &amp;back</source>
        <translation>이전 확대(&amp;B)</translation>
    </message>
    <message>
        <source>Go back to the zoom of the Matrix before</source>
        <translation>행렬의 이전 확대로 돌아갑니다</translation>
    </message>
    <message>
        <source>Zoom f&amp;orward</source>
        <translation>다음 확대(&amp;O)</translation>
    </message>
    <message>
        <source>Go forward to the zoom of the Matrix after</source>
        <translation>행렬의 다음 확대로 나아갑니다</translation>
    </message>
    <message>
        <source>Read what the control in focus does</source>
        <translation>초점이 있는 컨트롤의 기능을 설명합니다</translation>
    </message>
    <message>
        <source>What is this? (cl&amp;ick)</source>
        <translation>이것은 무엇입니까? 클릭(&amp;I)</translation>
    </message>
    <message>
        <source>As dark or light as the desktop, also when that changes</source>
        <translation>데스크톱의 밝기를 따르고, 바뀌면 함께 바뀝니다</translation>
    </message>
</context>
<context>
    <name>Duration</name>
    <message>
        <source>less than a second</source>
        <translation>1초 미만</translation>
    </message>
    <message>
        <source>about %1 s</source>
        <translation>약 %1초</translation>
    </message>
    <message>
        <source>about %1 min</source>
        <translation>약 %1분</translation>
    </message>
    <message>
        <source>about %1 h</source>
        <translation>약 %1시간</translation>
    </message>
</context>
<context>
    <name>FigureExport</name>
    <message>
        <source>export</source>
        <translation>내보내기</translation>
    </message>
</context>
<context>
    <name>GraphScene</name>
    <message>
        <source>frozen</source>
        <translation>고정됨</translation>
    </message>
    <message>
        <source>Group %1: %2 of %3 channels</source>
        <translation>그룹 %1: 채널 %3개 중 %2개</translation>
    </message>
    <message>
        <source>Frozen: %1</source>
        <translation>고정됨: %1</translation>
    </message>
    <message>
        <source>block of %1 nodes</source>
        <translation>노드 %1개의 블록</translation>
    </message>
    <message>
        <source>sum %1</source>
        <translation>합 %1</translation>
    </message>
    <message>
        <source>mean %1</source>
        <translation>평균 %1</translation>
    </message>
    <message>
        <source>Output: %1</source>
        <translation>출력: %1</translation>
    </message>
    <message>
        <source>Parameters: %1</source>
        <translation>매개변수: %1</translation>
    </message>
    <message>
        <source>and %1 more groups</source>
        <translation>그 밖의 그룹 %1개</translation>
    </message>
    <message>
        <source>%1 (estimate)</source>
        <translation>%1(추정)</translation>
    </message>
</context>
<context>
    <name>GroupNumbers</name>
    <message>
        <source>keep share</source>
        <translation>유지 비율</translation>
    </message>
    <message>
        <source>predicted variance ratio</source>
        <translation>예측 분산 비율</translation>
    </message>
    <message>
        <source>measured variance ratio</source>
        <translation>측정 분산 비율</translation>
    </message>
    <message>
        <source>relative inertia</source>
        <translation>상대 관성</translation>
    </message>
    <message>
        <source>parameters saved</source>
        <translation>줄어든 매개변수</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Share of the channels that the plan keeps</source>
        <translation>계획이 유지하는 채널의 비율</translation>
    </message>
    <message>
        <source>An estimate from the weights alone: variance after merging</source>
        <translation>가중치만으로 추정한 병합 후 분산</translation>
    </message>
    <message>
        <source>Variance after repair, of the selected run</source>
        <translation>선택한 실행의 복구 후 분산</translation>
    </message>
    <message>
        <source>What the clusters leave of the sum of squares of the features</source>
        <translation>특징의 제곱합 가운데 클러스터 안에 남는 양</translation>
    </message>
    <message>
        <source>What folding this group alone would save</source>
        <translation>이 그룹만 폴딩할 때 줄어드는 양</translation>
    </message>
    <message>
        <source>All boxes look alike</source>
        <translation>모든 상자를 같게 표시합니다</translation>
    </message>
</context>
<context>
    <name>LessonText</name>
    <message>
        <source>Pleat on one page</source>
        <translation>한 페이지로 보는 Pleat</translation>
    </message>
    <message>
        <source>1  Find channels that resemble each other</source>
        <translation>1  서로 닮은 채널 찾기</translation>
    </message>
    <message>
        <source>2  Merge each cluster: mean in, sum out</source>
        <translation>2  클러스터 병합: 들어오면 평균, 나가면 합</translation>
    </message>
    <message>
        <source>3  Repair the variance that merging lost</source>
        <translation>3  병합으로 잃은 분산 복구</translation>
    </message>
    <message>
        <source>Words</source>
        <translation>용어</translation>
    </message>
    <message>
        <source>graph</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>the network as operator calls on values</source>
        <translation>값에 대한 연산자 호출로 나타낸 네트워크</translation>
    </message>
    <message>
        <source>channel group</source>
        <translation>채널 그룹</translation>
    </message>
    <message>
        <source>channels that must be clustered alike, in all their layers</source>
        <translation>모든 레이어에서 똑같이 클러스터링해야 하는 채널</translation>
    </message>
    <message>
        <source>frozen</source>
        <translation>고정됨</translation>
    </message>
    <message>
        <source>a group that may not be folded, always with a reason</source>
        <translation>폴딩할 수 없는 그룹. 언제나 까닭이 있습니다</translation>
    </message>
    <message>
        <source>Gram matrix</source>
        <translation>그람 행렬</translation>
    </message>
    <message>
        <source>products of all feature rows; distances and trees come from it</source>
        <translation>모든 특징 행의 곱. 거리와 트리가 여기서 나옵니다</translation>
    </message>
    <message>
        <source>Ward tree</source>
        <translation>Ward 트리</translation>
    </message>
    <message>
        <source>one tree of merges: a clustering for every k</source>
        <translation>병합의 트리 하나에 모든 k의 클러스터링이 있습니다</translation>
    </message>
    <message>
        <source>k, keep</source>
        <translation>k, 유지</translation>
    </message>
    <message>
        <source>channels that a group keeps, and their share of all</source>
        <translation>그룹이 유지하는 채널의 수와 비율</translation>
    </message>
    <message>
        <source>plan, recipe</source>
        <translation>계획, 레시피</translation>
    </message>
    <message>
        <source>k of every group, repair and probe; a recipe is a plan on disk</source>
        <translation>모든 그룹의 k, 복구, 프로브. 레시피는 파일로 저장한 계획</translation>
    </message>
    <message>
        <source>fold</source>
        <translation>폴딩</translation>
    </message>
    <message>
        <source>merge by the plan: average what makes, add up what reads</source>
        <translation>계획대로 병합: 만드는 쪽은 평균, 읽는 쪽은 합</translation>
    </message>
    <message>
        <source>repair</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>bring the statistics back that merging damaged</source>
        <translation>병합으로 손상된 통계를 되살리기</translation>
    </message>
    <message>
        <source>probe</source>
        <translation>프로브</translation>
    </message>
    <message>
        <source>where activations come from: inversion, noise or data</source>
        <translation>활성값을 얻는 입력: 역변환, 노이즈 또는 데이터</translation>
    </message>
    <message>
        <source>variance ratio</source>
        <translation>분산 비율</translation>
    </message>
    <message>
        <source>variance after over before, mean over a layer&apos;s channels</source>
        <translation>이후 분산을 이전 분산으로 나눈 값. 레이어의 채널 평균</translation>
    </message>
    <message>
        <source>run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>a plan applied and measured</source>
        <translation>계획을 적용하고 측정한 것</translation>
    </message>
    <message>
        <source>Formulas</source>
        <translation>공식</translation>
    </message>
    <message>
        <source>incoming weights: mean</source>
        <translation>들어오는 가중치: 평균</translation>
    </message>
    <message>
        <source>outgoing weights: sum</source>
        <translation>나가는 가중치: 합</translation>
    </message>
    <message>
        <source>inertia: what the clusters spread</source>
        <translation>관성: 클러스터가 퍼진 정도</translation>
    </message>
    <message>
        <source>variance ratio of c channels with mean correlation r</source>
        <translation>평균 상관이 r인 채널 c개의 분산 비율</translation>
    </message>
    <message>
        <source>gain of Fold-AR, from 1 to 10</source>
        <translation>Fold-AR의 이득, 1에서 10까지</translation>
    </message>
    <message>
        <source>Var before</source>
        <translation>병합 전 Var</translation>
    </message>
    <message>
        <source>Var merged</source>
        <translation>병합 후 Var</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>open a model, recipe or project</source>
        <translation>모델, 레시피, 프로젝트 열기</translation>
    </message>
    <message>
        <source>run the plan</source>
        <translation>계획 실행</translation>
    </message>
    <message>
        <source>cancel the job; leave presenter mode</source>
        <translation>작업 취소, 발표 모드 나가기</translation>
    </message>
    <message>
        <source>take an edit back; a whole drag is one</source>
        <translation>편집 되돌리기. 끌기 전체가 한 번</translation>
    </message>
    <message>
        <source>Left, Right</source>
        <translation>왼쪽, 오른쪽</translation>
    </message>
    <message>
        <source>PgUp, PgDn</source>
        <translation>PgUp, PgDn</translation>
    </message>
    <message>
        <source>Home, End</source>
        <translation>Home, End</translation>
    </message>
    <message>
        <source>k = 1; all channels</source>
        <translation>k = 1, 모든 채널</translation>
    </message>
    <message>
        <source>k at the elbow</source>
        <translation>엘보의 k</translation>
    </message>
    <message>
        <source>lock the group; reset it</source>
        <translation>그룹 잠금, 초기화</translation>
    </message>
    <message>
        <source>export the figure</source>
        <translation>그림 내보내기</translation>
    </message>
    <message>
        <source>the figure&apos;s numbers as a table</source>
        <translation>그림의 수를 표로 보기</translation>
    </message>
    <message>
        <source>presenter mode</source>
        <translation>발표 모드</translation>
    </message>
    <message>
        <source>Mouse</source>
        <translation>마우스</translation>
    </message>
    <message>
        <source>drag a handle</source>
        <translation>손잡이 끌기</translation>
    </message>
    <message>
        <source>Overview: k of a group</source>
        <translation>개요: 그룹의 k</translation>
    </message>
    <message>
        <source>Shift-drag</source>
        <translation>Shift+끌기</translation>
    </message>
    <message>
        <source>Overview: many groups get one share</source>
        <translation>개요: 여러 그룹에 같은 비율</translation>
    </message>
    <message>
        <source>Alt-drag</source>
        <translation>Alt+끌기</translation>
    </message>
    <message>
        <source>Overview: the other groups keep the parameters</source>
        <translation>개요: 다른 그룹이 매개변수 수를 유지</translation>
    </message>
    <message>
        <source>drag the line</source>
        <translation>선 끌기</translation>
    </message>
    <message>
        <source>Matrix: cut the tree, which is k</source>
        <translation>행렬: 트리 자르기, 곧 k</translation>
    </message>
    <message>
        <source>click the elbow curve</source>
        <translation>엘보 곡선 클릭</translation>
    </message>
    <message>
        <source>Tuner: k</source>
        <translation>튜너: k</translation>
    </message>
    <message>
        <source>lasso</source>
        <translation>올가미</translation>
    </message>
    <message>
        <source>Clusters: mark channels, here and in Matrix</source>
        <translation>클러스터: 채널 선택, 행렬에도 표시</translation>
    </message>
    <message>
        <source>click a branch</source>
        <translation>가지 클릭</translation>
    </message>
    <message>
        <source>Matrix: mark its channels</source>
        <translation>행렬: 가지의 채널 선택</translation>
    </message>
    <message>
        <source>wheel, drag</source>
        <translation>휠, 끌기</translation>
    </message>
    <message>
        <source>zoom and move</source>
        <translation>확대·축소와 이동</translation>
    </message>
    <message>
        <source>right click</source>
        <translation>오른쪽 클릭</translation>
    </message>
    <message>
        <source>export, copy, table</source>
        <translation>내보내기, 복사, 표</translation>
    </message>
    <message>
        <source>drop a file</source>
        <translation>파일 놓기</translation>
    </message>
    <message>
        <source>open it</source>
        <translation>파일 열기</translation>
    </message>
    <message>
        <source>Your guess: it falls.</source>
        <translation>내 예상: 줄어듭니다.</translation>
    </message>
    <message>
        <source>Your guess: it stays.</source>
        <translation>내 예상: 그대로입니다.</translation>
    </message>
    <message>
        <source>Your guess: it rises.</source>
        <translation>내 예상: 늘어납니다.</translation>
    </message>
    <message>
        <source>It falls.</source>
        <translation>정답: 줄어듭니다.</translation>
    </message>
    <message>
        <source>It stays.</source>
        <translation>정답: 그대로입니다.</translation>
    </message>
    <message>
        <source>It rises.</source>
        <translation>정답: 늘어납니다.</translation>
    </message>
    <message>
        <source>Each cluster is now one channel with the mean of its members&apos; weights. Will the variance of the channels fall, stay or rise?</source>
        <translation>이제 클러스터마다 채널이 하나이며, 그 가중치는 구성 채널의 가중치를 평균한 것입니다. 채널의 분산은 줄어들까요, 그대로일까요, 늘어날까요?</translation>
    </message>
    <message>
        <source>On average over the channels %1 of the variance is left: what the members do not have in common cancels out in the mean.</source>
        <translation>채널 평균으로 보면 분산은 원래의 %1배가 됩니다. 구성 채널끼리 공통되지 않은 부분은 평균에서 서로 상쇄됩니다.</translation>
    </message>
    <message>
        <source>Last, each merged channel is scaled up to the variance that its members had. Will the mean variance ratio fall, stay or rise?</source>
        <translation>마지막으로, 병합한 채널마다 구성 채널이 가졌던 분산이 되도록 값을 키웁니다. 평균 분산 비율은 줄어들까요, 그대로일까요, 늘어날까요?</translation>
    </message>
    <message>
        <source>It goes from %1 to %2.</source>
        <translation>전에는 %1, 뒤에는 %2입니다.</translation>
    </message>
    <message>
        <source>Last, each merged channel is scaled up to the variance that its members had. Compared with the original network, will the variance of the first output then have fallen, stayed or risen? (Without an activation in between.)</source>
        <translation>마지막으로, 병합한 채널마다 구성 채널이 가졌던 분산이 되도록 값을 키웁니다. 그러면 첫째 출력의 분산은 원본 네트워크에 비해 줄어들까요, 그대로일까요, 늘어날까요? (사이에 활성 함수가 없을 때)</translation>
    </message>
    <message>
        <source>The original output has the variance %1, the folded one %2, the repaired one %3.</source>
        <translation>이 출력의 분산은 원본에서 %1, 폴딩본에서 %2, 복구본에서 %3입니다.</translation>
    </message>
    <message>
        <source>That is right.</source>
        <translation>맞았습니다.</translation>
    </message>
    <message>
        <source>W of %1</source>
        <translation>%1의 W</translation>
    </message>
    <message>
        <source>W: a row makes a channel</source>
        <translation>W: 행 하나가 채널을 만듭니다</translation>
    </message>
    <message>
        <source>V of %1</source>
        <translation>%1의 V</translation>
    </message>
    <message>
        <source>V: a column reads a channel</source>
        <translation>V: 열 하나가 채널을 읽습니다</translation>
    </message>
    <message>
        <source>cluster of %1</source>
        <translation>채널 %1개짜리 클러스터</translation>
    </message>
    <message>
        <source>the first %1 of %2</source>
        <translation>%2개 중 처음 %1개</translation>
    </message>
    <message>
        <source>Ward&apos;s merges</source>
        <translation>Ward의 병합</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>합친 것</translation>
    </message>
    <message>
        <source>with</source>
        <translation>상대</translation>
    </message>
    <message>
        <source>inertia added</source>
        <translation>늘어난 관성</translation>
    </message>
    <message>
        <source>clusters left</source>
        <translation>남은 클러스터</translation>
    </message>
    <message>
        <source>Clusters at k = %1</source>
        <translation>k = %1일 때의 클러스터</translation>
    </message>
    <message>
        <source>channels</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>What comes out for the example input</source>
        <translation>예제 입력에 대한 출력</translation>
    </message>
    <message>
        <source>original</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>folded: mean in, sum out</source>
        <translation>폴딩본: 들어오면 평균, 나가면 합</translation>
    </message>
    <message>
        <source>mistake: outgoing weights averaged</source>
        <translation>실수: 나가는 가중치를 평균</translation>
    </message>
    <message>
        <source>Gain of each cluster</source>
        <translation>클러스터마다의 이득</translation>
    </message>
    <message>
        <source>Variances of each cluster</source>
        <translation>클러스터마다의 분산</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>분산</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>병합 후</translation>
    </message>
    <message>
        <source>gain a</source>
        <translation>이득 a</translation>
    </message>
    <message>
        <source>by formula</source>
        <translation>공식값</translation>
    </message>
    <message>
        <source>repaired</source>
        <translation>복구 후</translation>
    </message>
    <message>
        <source>mean r</source>
        <translation>평균 r</translation>
    </message>
    <message>
        <source>ratio</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>Variance of the outputs, no activation in between</source>
        <translation>출력의 분산(사이에 활성 함수 없음)</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>폴딩본</translation>
    </message>
    <message>
        <source>The group %1 has %2 channels. Each is made by a row of W, here with its BatchNorm worked in, so that the length of a row is the standard deviation of its channel, and read by a column of V. Fold them, and both matrices become smaller.</source>
        <translation>그룹 %1에는 채널이 %2개 있습니다. 채널은 저마다 W의 행 하나가 만들고 V의 열 하나가 읽습니다. 여기서는 BatchNorm을 W에 반영하였으므로, 행의 길이가 그 채널의 표준편차입니다. 폴딩하면 두 행렬이 모두 작아집니다.</translation>
    </message>
    <message>
        <source>Two layers with a ReLU between them. Each row of W makes one channel from the inputs, each column of V reads one. Type other numbers: all steps follow.</source>
        <translation>ReLU를 사이에 둔 두 레이어입니다. W의 행은 저마다 입력에서 채널 하나를 만들고, V의 열은 저마다 채널 하나를 읽습니다. 다른 수를 입력해 보십시오. 모든 단계가 따라 바뀝니다.</translation>
    </message>
    <message>
        <source>Two layers. Each row of W makes one channel from the inputs x, which are independent and have variance 1; each column of V reads one. The plan is to keep fewer channels. Type other numbers: all steps follow.</source>
        <translation>두 레이어입니다. W의 행은 저마다 입력 x에서 채널 하나를 만들고, V의 열은 저마다 채널 하나를 읽습니다. 입력은 서로 독립이고 분산이 1입니다. 목표는 채널을 더 적게 남기는 것입니다. 다른 수를 입력해 보십시오. 모든 단계가 따라 바뀝니다.</translation>
    </message>
    <message>
        <source>Variances</source>
        <translation>분산</translation>
    </message>
    <message>
        <source>Var</source>
        <translation>Var</translation>
    </message>
    <message>
        <source>Correlations r</source>
        <translation>상관 r</translation>
    </message>
    <message>
        <source>What a channel does is measured by its variance; what two channels have in common by their correlation. For inputs that are independent and equally strong both follow from the rows of W alone: no data is needed.</source>
        <translation>채널이 하는 일의 크기는 분산으로, 두 채널의 공통점은 상관으로 잽니다. 입력이 서로 독립이고 세기가 같으면 둘 다 W의 행만으로 정해집니다. 데이터는 필요하지 않습니다.</translation>
    </message>
    <message>
        <source>What a channel does is measured by its variance; what two channels have in common by their correlation. With independent inputs of variance 1 both follow from the rows of W alone: the squared length of a row, and the cosine of the angle between two. No data is needed.</source>
        <translation>채널이 하는 일의 크기는 분산으로, 두 채널의 공통점은 상관으로 잽니다. 입력이 서로 독립이고 분산이 1이면 둘 다 W의 행만으로 정해집니다. 분산은 행의 길이의 제곱이고, 상관은 두 행 사이 각의 코사인입니다. 데이터는 필요하지 않습니다.</translation>
    </message>
    <message>
        <source>Squared distances d²</source>
        <translation>제곱 거리 d²</translation>
    </message>
    <message>
        <source>Ward&apos;s method joins, again and again, the two clusters whose union adds the least to the squared distances from the means. Where several pairs tie, the lowest channel comes first, so that the same network always gives the same clusters.</source>
        <translation>Ward 방법은 합쳤을 때 평균까지의 제곱 거리가 가장 적게 늘어나는 두 클러스터를 거듭하여 합칩니다. 여러 쌍이 같으면 번호가 가장 낮은 채널이 먼저이므로, 같은 네트워크에서는 언제나 같은 클러스터가 나옵니다.</translation>
    </message>
    <message>
        <source>Distances come from the features that the plan clusters by (%1). %2</source>
        <translation>거리는 계획이 클러스터링에 쓰는 특징(%1)으로 계산합니다. %2</translation>
    </message>
    <message>
        <source>A channel&apos;s features f are its row of W and its column of V. %1</source>
        <translation>채널의 특징 f는 W의 행과 V의 열을 이은 것입니다. %1</translation>
    </message>
    <message>
        <source> of %1, which is %2 %</source>
        <translation> (전체 %1의 %2 %)</translation>
    </message>
    <message>
        <source>To keep k channels, stop merging when k clusters are left: one tree holds the answer for every k, which is why dragging k costs nothing. The inertia J says how much the clusters spread; the share is of what a single cluster would have.</source>
        <translation>채널을 k개 남기려면 클러스터가 k개 남았을 때 병합을 멈춥니다. 트리 하나에 모든 k의 답이 들어 있으므로 k를 끌어도 다시 계산할 것이 없습니다. 관성 J는 클러스터가 얼마나 퍼져 있는지를 말하며, 백분율은 전체를 한 클러스터로 묶었을 때의 관성에 대한 것입니다.</translation>
    </message>
    <message>
        <source>The plan&apos;s clusterer has no tree of its own: this is the cut that previews it.</source>
        <translation>계획의 클러스터링 방법에는 트리가 없습니다. 이것은 그 방법을 미리 보기 위해 자른 결과입니다.</translation>
    </message>
    <message>
        <source>W′: incoming weights, averaged</source>
        <translation>W′: 들어오는 가중치의 평균</translation>
    </message>
    <message>
        <source>V′: outgoing weights, added up</source>
        <translation>V′: 나가는 가중치의 합</translation>
    </message>
    <message>
        <source>The members of a cluster share one channel now, and whoever read them reads it as often as it read all of them: incoming weights are averaged, outgoing weights are added up. If all members were equal, the network would compute exactly what it did before.</source>
        <translation>클러스터의 구성 채널은 이제 채널 하나를 함께 쓰고, 이들을 읽던 쪽은 이들을 모두 읽은 횟수만큼 그 채널을 읽습니다. 그래서 들어오는 가중치는 평균하고 나가는 가중치는 더합니다. 구성 채널이 모두 같다면 네트워크는 전과 똑같은 값을 계산합니다.</translation>
    </message>
    <message>
        <source>Variance ratio of the layer</source>
        <translation>레이어의 분산 비율</translation>
    </message>
    <message>
        <source>c channels of equal variance and mean correlation r: of the mean only what they have in common survives, and 1/c of the rest. Unequal channels lose a little more or less than the formula says. The ratio of a layer is the mean over its channels. Layer after layer these losses multiply: the variance collapses, and BatchNorms and activations get to see numbers that they were not trained for.</source>
        <translation>분산이 같고 평균 상관이 r인 채널 c개를 평균하면, 공통된 부분과 나머지의 1/c만 남습니다. 분산이 서로 다른 채널은 공식보다 조금 더 잃거나 덜 잃습니다. 레이어의 비율은 그 채널들의 평균입니다. 이러한 손실은 레이어를 지날 때마다 곱해집니다. 그래서 분산이 붕괴하고, BatchNorm과 활성 함수는 학습할 때 보지 못한 값을 받게 됩니다.</translation>
    </message>
    <message>
        <source>The example input again</source>
        <translation>다시 보는 예제 입력</translation>
    </message>
    <message>
        <source>Scaling a merged row by its gain gives the channel the variance back that its members had (Fold-AR; gains stay between 1 and 10).</source>
        <translation>병합한 행에 이득을 곱하면 채널은 구성 채널이 가졌던 분산을 되찾습니다(Fold-AR. 이득은 1에서 10 사이입니다).</translation>
    </message>
    <message>
        <source>%1 Run the plan to see in Collapse what it does to the measured variances.</source>
        <translation>%1 계획을 실행하면 측정한 분산에 미치는 영향을 붕괴 보기에서 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>%1 An honest look at the outputs: one that weighs the members of a cluster equally is exact after the fold already, and the repair overshoots; one that picks a single member has lost variance, and the repair restores it. Statistics matter because of what stands between the layers: activations and normalisation that were trained for channels of a certain strength.</source>
        <translation>%1 출력을 있는 그대로 보십시오. 클러스터의 구성 채널을 같은 가중치로 읽는 출력은 폴딩만으로 이미 정확하므로 복구하면 지나치게 커집니다. 구성 채널 하나만 골라 읽는 출력은 분산을 잃었고 복구가 이를 되살립니다. 통계가 중요한 까닭은 레이어 사이에 있는 것, 곧 일정한 세기의 채널에 맞추어 학습한 활성 함수와 정규화 때문입니다.</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>Variances and correlations</source>
        <translation>분산과 상관</translation>
    </message>
    <message>
        <source>Distances and the first merge</source>
        <translation>거리와 첫 병합</translation>
    </message>
    <message>
        <source>Cut at k</source>
        <translation>k에서 자르기</translation>
    </message>
    <message>
        <source>Merge: mean in, sum out</source>
        <translation>병합: 들어오면 평균, 나가면 합</translation>
    </message>
    <message>
        <source>Variance ratio</source>
        <translation>분산 비율</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>arrows, Space, C</source>
        <translation>화살표, Space, C</translation>
    </message>
    <message>
        <source>Clusters, Matrix: walk, mark a channel, its cluster</source>
        <translation>클러스터, 행렬: 이동, 채널 선택, 그 클러스터 선택</translation>
    </message>
    <message>
        <source>, limited to %1</source>
        <translation>, 제한하여 %1</translation>
    </message>
    <message>
        <source>, but left at %1: nothing is left to scale</source>
        <translation>, 그러나 %1 유지: 키울 것이 남아 있지 않음</translation>
    </message>
    <message>
        <source>The members of a cluster share one channel now, and whoever read them reads it as often as it read all of them: rows of W are averaged, columns of V are added up. Two mistakes are common. Averaging the columns as well makes a cluster of two count like one channel, and averaging rows of V in place of columns gives a matrix that still reads as many channels as before. And the closest rows must be computed, not guessed: the distances of step 3 tell.</source>
        <translation>클러스터의 구성 채널은 이제 채널 하나를 함께 쓰고, 이들을 읽던 쪽은 이들을 모두 읽은 횟수만큼 그 채널을 읽습니다. 그래서 W의 행은 평균하고 V의 열은 더합니다. 흔한 실수가 두 가지 있습니다. 열까지 평균하면 채널이 둘인 클러스터가 채널 하나만큼만 셈에 들어갑니다. V의 열 대신 행을 평균하면 여전히 전과 같은 수의 채널을 읽는 행렬이 됩니다. 그리고 가장 가까운 행은 짐작하지 말고 계산해야 합니다. 3단계의 거리가 알려 줍니다.</translation>
    </message>
    <message>
        <source>Next, the channels of each cluster become one, and its outgoing weights are added up. Will the total of the weights in the first row of V, with which one output reads its channels, fall, stay or rise?</source>
        <translation>이제 클러스터마다 채널들이 하나가 되고, 나가는 가중치는 더해집니다. 출력 하나가 채널을 읽는 가중치인 V의 첫째 행의 총합은 줄어들까요, 그대로일까요, 늘어날까요?</translation>
    </message>
    <message>
        <source>The first row of V adds up to %1 before and to %2 after: adding up keeps what a cluster brings when its members agree.</source>
        <translation>V의 첫째 행의 총합은 전에는 %1, 뒤에는 %2입니다. 더하기를 하면, 구성 채널이 서로 같은 값을 낼 때 클러스터의 몫이 그대로 유지됩니다.</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%2개 중 %1개</translation>
    </message>
    <message>
        <source>x: the example input</source>
        <translation>x: 예제 입력</translation>
    </message>
    <message>
        <source>mistake at k = %1: %2 merged, though not the closest</source>
        <translation>k = %1일 때의 실수: 가장 가까운 쌍이 아닌 %2을(를) 병합</translation>
    </message>
    <message>
        <source>Printed are the channels that the next steps talk about: those that are merged first, then those of the largest cluster.</source>
        <translation>다음 단계들이 다루는 채널을 적었습니다. 가장 먼저 병합하는 채널과 가장 큰 클러스터의 채널 순서로 고릅니다.</translation>
    </message>
    <message>
        <source>%1 × %2 of %3 × %4</source>
        <translation>%3 × %4 중 %1 × %2</translation>
    </message>
    <message>
        <source>k by one step; in the lesson: the next one</source>
        <translation>k를 한 단계; 수업에서는 다음 단계</translation>
    </message>
    <message>
        <source>k by eight steps</source>
        <translation>k를 여덟 단계</translation>
    </message>
    <message>
        <source>mean(%1)</source>
        <translation>평균(%1)</translation>
    </message>
</context>
<context>
    <name>Outcome</name>
    <message>
        <source>Not done: it was cancelled. Retry in the Jobs panel goes on.</source>
        <translation>취소되어 끝내지 못했습니다. 작업 패널에서 다시 시도를 누르면 이어서 합니다.</translation>
    </message>
</context>
<context>
    <name>QPlatformTheme</name>
    <message>
        <source>OK</source>
        <translation>확인</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>저장</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>&amp;Yes</source>
        <translation>예(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;No</source>
        <translation>아니요(&amp;N)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>버리기</translation>
    </message>
    <message>
        <source>Apply</source>
        <translation>적용</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Restore Defaults</source>
        <translation>기본값 복원</translation>
    </message>
</context>
<context>
    <name>Repair</name>
    <message>
        <source>%1, then %2</source>
        <translation>%1, 이어서 %2</translation>
    </message>
    <message>
        <source>inverted images</source>
        <translation>역변환 이미지</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>노이즈</translation>
    </message>
    <message>
        <source>images of %1</source>
        <translation>%1의 이미지</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>%2단계 중 %1단계</translation>
    </message>
    <message>
        <source>%1 images of noise</source>
        <translation>노이즈 이미지 %1장</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a number, then the kind of images</comment>
        <translation>%2 %1장</translation>
    </message>
    <message>
        <source>%1 (from a file)</source>
        <translation>%1(파일에서 읽음)</translation>
    </message>
    <message>
        <source>%1 (stopped at %2)</source>
        <translation>%1(%2에서 중지)</translation>
    </message>
</context>
<context>
    <name>ViewKeys</name>
    <message>
        <source>keys</source>
        <extracomment>title of the column of keys in the pages of help</extracomment>
        <translation>키</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>open the whole network instead, in Python: torch.jit.trace(model.eval(), example).save(&quot;model.pt&quot;)</source>
        <translation>대신 네트워크 전체를 여십시오. Python: torch.jit.trace(model.eval(), example).save(&quot;model.pt&quot;)</translation>
    </message>
    <message>
        <source>the file holds no tensors</source>
        <translation>파일에 텐서가 없습니다</translation>
    </message>
    <message>
        <source>%1 tensors are more than any architecture here has (%2)</source>
        <translation>텐서 %1개는 지원하는 어떤 아키텍처보다 많습니다(%2)</translation>
    </message>
    <message>
        <source>%1 is %2, but no size may be above %3</source>
        <translation>%1은(는) %2이지만 크기는 %3을(를) 넘을 수 없습니다</translation>
    </message>
    <message>
        <source>several architectures have these names and shapes: %1</source>
        <translation>이 이름과 형상을 가진 아키텍처가 여러 개입니다: %1</translation>
    </message>
    <message>
        <source>choose one in a config.json beside the file: {&quot;architecture&quot;: &quot;%1&quot;}</source>
        <translation>파일 옆의 config.json에서 하나를 고르십시오: {&quot;architecture&quot;: &quot;%1&quot;}</translation>
    </message>
    <message>
        <source>the architecture &quot;%1&quot; is unknown, %2 was found instead; known are %3</source>
        <translation>아키텍처 &quot;%1&quot;은(는) 알 수 없으며, 대신 %2을(를) 찾았습니다. 지원하는 것: %3</translation>
    </message>
    <message>
        <source>the option &quot;%1&quot; in config.json is %2, but must be %3</source>
        <translation>config.json의 옵션 &quot;%1&quot;은(는) %2이지만 %3이어야 합니다</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation>true 또는 false</translation>
    </message>
    <message>
        <source>a whole number from 1 to 1048576</source>
        <translation>1에서 1048576 사이의 정수</translation>
    </message>
    <message>
        <source>a text</source>
        <translation>텍스트</translation>
    </message>
    <message>
        <source>%1 makes %2, which %3 groups cannot share</source>
        <translation>%1은(는) %2을(를) 만들지만 그룹 %3개로 나눌 수 없습니다</translation>
    </message>
    <message>
        <source>%1 adds %2 to %3</source>
        <translation>%1이(가) %2을(를) %3에 더합니다</translation>
    </message>
    <message>
        <source>%1 multiplies %2 with %3</source>
        <translation>%1이(가) %2을(를) %3과(와) 곱합니다</translation>
    </message>
    <message>
        <source>%1 is missing</source>
        <translation>%1이(가) 없습니다</translation>
    </message>
    <message>
        <source>%1 is %2, but %3 is expected</source>
        <translation>%1은(는) %2이지만 %3이어야 합니다</translation>
    </message>
    <message>
        <source>there is no place for %1</source>
        <translation>%1이(가) 들어갈 자리가 없습니다</translation>
    </message>
    <message>
        <source>the blueprint names a tensor that is not there: %1</source>
        <translation>설계에 없는 텐서 이름입니다: %1</translation>
    </message>
    <message>
        <source>no EfficientNet has %1 blocks in its seven stages</source>
        <translation>일곱 단계에 블록이 %1개인 EfficientNet은 없습니다</translation>
    </message>
    <message>
        <source>the option &quot;activation&quot; in config.json is &quot;%1&quot;, but must be relu, gelu, silu, tanh or sigmoid</source>
        <translation>config.json의 옵션 &quot;activation&quot;은 &quot;%1&quot;이지만 relu, gelu, silu, tanh, sigmoid 중 하나여야 합니다</translation>
    </message>
    <message>
        <source>the file does not say what stands between the linear layers: ReLU is assumed; &quot;activation&quot; in the options of config.json changes that</source>
        <translation>선형 레이어 사이에 무엇이 있는지 파일에 없어 ReLU로 가정합니다. config.json의 옵션 &quot;activation&quot;으로 바꿀 수 있습니다</translation>
    </message>
    <message>
        <source>there are no linear layers</source>
        <translation>선형 레이어가 없습니다</translation>
    </message>
    <message>
        <source>no order of the linear layers makes each read what the one before makes</source>
        <translation>선형 레이어를 어떻게 배열해도 앞 레이어의 출력을 다음 레이어가 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>reads as many channels as it makes, and is taken to have no shortcut, as in a network of full width; &quot;first_shortcut&quot; in the options of config.json changes that</source>
        <translation>만드는 만큼의 채널을 읽으므로, 전체 너비의 네트워크처럼 숏컷 연결이 없다고 봅니다. config.json의 옵션 &quot;first_shortcut&quot;으로 바꿀 수 있습니다</translation>
    </message>
    <message>
        <source>layer1.0.conv1.weight is missing</source>
        <translation>layer1.0.conv1.weight가 없습니다</translation>
    </message>
    <message>
        <source>encoder.pos_embedding has %1 positions, which is no square and a class token</source>
        <translation>encoder.pos_embedding의 위치 %1개는 제곱수에 클래스 토큰을 더한 수가 아닙니다</translation>
    </message>
    <message>
        <source>%1 has %2 rows for queries, keys and values of %3, which are no heads of width %4 (&quot;head_width&quot; in the options of config.json)</source>
        <translation>%1에는 %3의 쿼리, 키, 값으로 %2개의 행이 있으나 너비 %4의 헤드로 나뉘지 않습니다(config.json의 옵션 &quot;head_width&quot;)</translation>
    </message>
    <message>
        <source>the width of an attention head is not in the file: 64 is assumed; &quot;head_width&quot; in the options of config.json changes that</source>
        <translation>어텐션 헤드의 너비가 파일에 없어 64로 가정합니다. config.json의 옵션 &quot;head_width&quot;로 바꿀 수 있습니다</translation>
    </message>
    <message>
        <source>not a JSON object</source>
        <translation>JSON 객체가 아닙니다</translation>
    </message>
    <message>
        <source>correct the file or move it away; {&quot;architecture&quot;: &quot;resnet&quot;} would be one</source>
        <translation>파일을 고치거나 다른 곳으로 옮기십시오. 예: {&quot;architecture&quot;: &quot;resnet&quot;}</translation>
    </message>
    <message>
        <source>no such file</source>
        <translation>파일이 없습니다</translation>
    </message>
    <message>
        <source>check the path</source>
        <translation>경로를 확인하십시오</translation>
    </message>
    <message>
        <source>this is a folder, not a file</source>
        <translation>파일이 아니라 폴더입니다</translation>
    </message>
    <message>
        <source>name a file in it</source>
        <translation>그 안의 파일을 지정하십시오</translation>
    </message>
    <message>
        <source>this is a device or a pipe, not a file</source>
        <translation>파일이 아니라 장치 또는 파이프입니다</translation>
    </message>
    <message>
        <source>save its content to a file first</source>
        <translation>먼저 내용을 파일로 저장하십시오</translation>
    </message>
    <message>
        <source>check its permissions</source>
        <translation>권한을 확인하십시오</translation>
    </message>
    <message>
        <source>reading failed</source>
        <translation>읽지 못했습니다</translation>
    </message>
    <message>
        <source>check the disk</source>
        <translation>디스크를 확인하십시오</translation>
    </message>
    <message>
        <source>the folder does not exist</source>
        <translation>폴더가 없습니다</translation>
    </message>
    <message>
        <source>create it or choose another place</source>
        <translation>폴더를 만들거나 다른 위치를 고르십시오</translation>
    </message>
    <message>
        <source>the output is a folder</source>
        <translation>출력이 폴더입니다</translation>
    </message>
    <message>
        <source>add a file name</source>
        <translation>파일 이름을 붙이십시오</translation>
    </message>
    <message>
        <source>choose a folder that you may write to</source>
        <translation>쓸 수 있는 폴더를 고르십시오</translation>
    </message>
    <message>
        <source>choose another place</source>
        <translation>다른 위치를 고르십시오</translation>
    </message>
    <message>
        <source>writing failed</source>
        <translation>쓰지 못했습니다</translation>
    </message>
    <message>
        <source>is the disk full?</source>
        <translation>디스크가 가득 찼습니까?</translation>
    </message>
    <message>
        <source>a long %1</source>
        <translation>긴 %1</translation>
    </message>
    <message>
        <source>the content</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>an object</source>
        <translation>객체</translation>
    </message>
    <message>
        <source>a whole number from %1</source>
        <translation>%1 이상의 정수</translation>
    </message>
    <message>
        <source>a whole number from 0</source>
        <translation>0 이상의 정수</translation>
    </message>
    <message>
        <source>a number or null</source>
        <translation>수 또는 null</translation>
    </message>
    <message>
        <source>a list</source>
        <translation>목록</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is %2, but must be %3</source>
        <translation>&quot;%1&quot;은(는) %2이지만 %3이어야 합니다</translation>
    </message>
    <message>
        <source>the file is damaged or was not written by Pleat</source>
        <translation>파일이 손상되었거나 Pleat이 쓴 파일이 아닙니다</translation>
    </message>
    <message>
        <source>SHA-256 is not available</source>
        <translation>SHA-256을 사용할 수 없습니다</translation>
    </message>
    <message>
        <source>a quote %1 is not closed</source>
        <translation>따옴표 %1이(가) 닫히지 않았습니다</translation>
    </message>
    <message>
        <source>copy the whole command</source>
        <translation>명령 전체를 복사하십시오</translation>
    </message>
    <message>
        <source>&quot;%1&quot; needs a shell</source>
        <translation>&quot;%1&quot;에는 셸이 필요합니다</translation>
    </message>
    <message>
        <source>paste one command without variables, pipes and redirections</source>
        <translation>변수, 파이프, 리디렉션이 없는 명령 하나를 붙여넣으십시오</translation>
    </message>
    <message>
        <source>matrix products use a slow reference BLAS: install libopenblas0-pthread (about 25 times faster)</source>
        <translation>행렬 곱이 느린 기준 BLAS를 씁니다. libopenblas0-pthread를 설치하십시오(약 25배 빠름)</translation>
    </message>
    <message>
        <source>close programs, use fewer samples or a smaller input</source>
        <translation>프로그램을 닫거나, 샘플 수나 입력 크기를 줄이십시오</translation>
    </message>
    <message>
        <source>please report this network</source>
        <translation>이 네트워크를 알려 주십시오</translation>
    </message>
    <message>
        <source>unknown clusterer &quot;%1&quot;</source>
        <translation>알 수 없는 클러스터링 방법 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>known are %1</source>
        <translation>지원하는 것: %1</translation>
    </message>
    <message>
        <source>the weights hold NaN or infinity</source>
        <translation>가중치에 NaN 또는 무한대가 있습니다</translation>
    </message>
    <message>
        <source>the network is broken; train or convert it again</source>
        <translation>네트워크가 손상되었습니다. 다시 학습하거나 변환하십시오</translation>
    </message>
    <message>
        <source>no channels to cluster</source>
        <translation>클러스터링할 채널이 없습니다</translation>
    </message>
    <message>
        <source>Weights as stored</source>
        <translation>저장된 그대로의 가중치</translation>
    </message>
    <message>
        <source>Weights divided by the standard deviations of BatchNorm</source>
        <translation>BatchNorm의 표준편차로 나눈 가중치</translation>
    </message>
    <message>
        <source>Weights with BatchNorm fused</source>
        <translation>BatchNorm을 합친 가중치</translation>
    </message>
    <message>
        <source>Incoming weights only</source>
        <translation>들어오는 가중치만</translation>
    </message>
    <message>
        <source>Outgoing weights only</source>
        <translation>나가는 가중치만</translation>
    </message>
    <message>
        <source>Directions: scales moved to outgoing weights (ReLU)</source>
        <translation>방향: 크기를 나가는 가중치로 옮김(ReLU)</translation>
    </message>
    <message>
        <source>choose other features, or leave the group out</source>
        <translation>다른 특징을 고르거나 이 그룹을 제외하십시오</translation>
    </message>
    <message>
        <source>unknown features &quot;%1&quot;</source>
        <translation>알 수 없는 특징 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>incomingWeight and outgoingWeight leave nothing of the features &quot;%1&quot;</source>
        <translation>incomingWeight와 outgoingWeight 때문에 특징 &quot;%1&quot;에 남는 것이 없습니다</translation>
    </message>
    <message>
        <source>one that they use must be above 0</source>
        <translation>사용하는 것 중 하나는 0보다 커야 합니다</translation>
    </message>
    <message>
        <source>start %1 of %2</source>
        <translation>시작 %1/%2</translation>
    </message>
    <message>
        <source>k = %1 of %2</source>
        <translation>k = %1/%2</translation>
    </message>
    <message>
        <source>Average linkage</source>
        <translation>평균 연결</translation>
    </message>
    <message>
        <source>Complete linkage</source>
        <translation>완전 연결</translation>
    </message>
    <message>
        <source>Greedy closest pair</source>
        <translation>가장 가까운 쌍(탐욕적)</translation>
    </message>
    <message>
        <source>k-means from Ward</source>
        <translation>Ward에서 시작하는 k-means</translation>
    </message>
    <message>
        <source>k-means from drawn starts</source>
        <translation>무작위로 시작하는 k-means</translation>
    </message>
    <message>
        <source>Single linkage</source>
        <translation>단일 연결</translation>
    </message>
    <message>
        <source>spectral clustering of %1 channels, at most %2</source>
        <translation>채널 %1개의 스펙트럴 클러스터링(최대 %2개)</translation>
    </message>
    <message>
        <source>choose another clusterer, for example kmeans</source>
        <translation>다른 클러스터링 방법을 고르십시오. 예: kmeans</translation>
    </message>
    <message>
        <source>Normalised spectral</source>
        <translation>정규화 스펙트럴</translation>
    </message>
    <message>
        <source>t-SNE is drawn of %1 to %2 channels; this group has %3</source>
        <translation>t-SNE는 채널 %1~%2개에서 그립니다. 이 그룹은 %3개입니다</translation>
    </message>
    <message>
        <source>look at PCA instead</source>
        <translation>대신 PCA를 보십시오</translation>
    </message>
    <message>
        <source>the perplexity is %1; 1 to %2 is allowed</source>
        <translation>퍼플렉시티가 %1입니다. 1에서 %2까지 허용됩니다</translation>
    </message>
    <message>
        <source>leave it at its default</source>
        <translation>기본값을 쓰십시오</translation>
    </message>
    <message>
        <source>a concatenation behind other channels on one axis</source>
        <translation>한 축에서 다른 채널 뒤에 이어 붙인 채널</translation>
    </message>
    <message>
        <source>the tensor %1 both makes and reads channels</source>
        <translation>텐서 %1이(가) 채널을 만들면서 동시에 읽습니다</translation>
    </message>
    <message>
        <source>network input</source>
        <translation>네트워크 입력</translation>
    </message>
    <message>
        <source>%1 has no coupling rule</source>
        <translation>%1에는 결합 규칙이 없습니다</translation>
    </message>
    <message>
        <source>network output</source>
        <translation>네트워크 출력</translation>
    </message>
    <message>
        <source>the channels stand behind themselves on one axis</source>
        <translation>채널이 한 축에서 자기 자신 뒤에 있습니다</translation>
    </message>
    <message>
        <source>no layer produces these channels</source>
        <translation>이 채널을 만드는 레이어가 없습니다</translation>
    </message>
    <message>
        <source>no layer reads these channels</source>
        <translation>이 채널을 읽는 레이어가 없습니다</translation>
    </message>
    <message>
        <source>a group without a layer</source>
        <translation>레이어가 없는 그룹</translation>
    </message>
    <message>
        <source>a size cannot be computed: %1</source>
        <translation>크기를 계산할 수 없습니다: %1</translation>
    </message>
    <message>
        <source>an image has the label %1, but the network has %2 outputs, so allowed are 0 to %3</source>
        <translation>이미지의 레이블이 %1이지만 네트워크의 출력은 %2개이므로 0에서 %3까지 허용됩니다</translation>
    </message>
    <message>
        <source>give the data set that the network was trained for</source>
        <translation>네트워크를 학습한 데이터 세트를 지정하십시오</translation>
    </message>
    <message>
        <source>%1 of %2 images</source>
        <translation>이미지 %1/%2장</translation>
    </message>
    <message>
        <source>correct resize and crop in input.json</source>
        <translation>input.json의 resize와 crop을 고치십시오</translation>
    </message>
    <message>
        <source>save float arrays [N, C, H, W] that are normalised already</source>
        <translation>이미 정규화한 실수 배열 [N, C, H, W]로 저장하십시오</translation>
    </message>
    <message>
        <source>save the arrays in the shape that the network expects</source>
        <translation>네트워크가 기대하는 형상으로 배열을 저장하십시오</translation>
    </message>
    <message>
        <source>set pad, resize, crop, channels or shape in input.json</source>
        <translation>input.json에 pad, resize, crop, channels 또는 shape을 지정하십시오</translation>
    </message>
    <message>
        <source>its images become %1 and %2, but must become equal</source>
        <translation>이미지가 %1과(와) %2이(가) 되지만 서로 같아야 합니다</translation>
    </message>
    <message>
        <source>set resize, crop and channels in input.json</source>
        <translation>input.json에 resize, crop, channels를 지정하십시오</translation>
    </message>
    <message>
        <source>preparing the input</source>
        <translation>입력 준비</translation>
    </message>
    <message>
        <source>the network cannot get smaller than %1 of %2, asked for are %3</source>
        <translation>네트워크는 %2 %1보다 작아질 수 없으나 %3을(를) 요구했습니다</translation>
    </message>
    <message>
        <source>ask for more, or lower the floor, the multiple or the locks</source>
        <translation>예산을 늘리거나 하한, 배수, 잠금을 줄이십시오</translation>
    </message>
    <message>
        <source>the folded network has no layer %1</source>
        <translation>폴딩한 네트워크에 레이어 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>correct the recipe</source>
        <translation>레시피를 고치십시오</translation>
    </message>
    <message>
        <source>&quot;groups&quot; must be an object of group names</source>
        <translation>&quot;groups&quot;는 그룹 이름의 객체여야 합니다</translation>
    </message>
    <message>
        <source>group &quot;%1&quot; has no &quot;k&quot;</source>
        <translation>그룹 &quot;%1&quot;에 &quot;k&quot;가 없습니다</translation>
    </message>
    <message>
        <source>a whole number from 1</source>
        <translation>1 이상의 정수</translation>
    </message>
    <message>
        <source>not a recipe (no &quot;pleat_recipe&quot;)</source>
        <translation>레시피가 아닙니다(&quot;pleat_recipe&quot; 없음)</translation>
    </message>
    <message>
        <source>save one with Pleat</source>
        <translation>Pleat에서 레시피를 저장하십시오</translation>
    </message>
    <message>
        <source>recipe version %1, this program reads %2</source>
        <translation>레시피 버전 %1. 이 프로그램은 %2을(를) 읽습니다</translation>
    </message>
    <message>
        <source>use a newer Pleat</source>
        <translation>더 새로운 Pleat을 쓰십시오</translation>
    </message>
    <message>
        <source>a number from 0</source>
        <translation>0 이상의 수</translation>
    </message>
    <message>
        <source>a whole number</source>
        <translation>정수</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is 0, but must be a whole number from 1</source>
        <translation>&quot;%1&quot;은(는) 0이지만 1 이상의 정수여야 합니다</translation>
    </message>
    <message>
        <source>runs at one batch and image size only; its sizes are constants</source>
        <translation>한 가지 배치와 이미지 크기에서만 동작합니다. 크기가 상수입니다</translation>
    </message>
    <message>
        <source>this LibTorch has no operator %1</source>
        <translation>이 LibTorch에는 연산자 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>export the network with a PyTorch version that avoids it</source>
        <translation>이 연산자를 쓰지 않는 PyTorch 버전으로 네트워크를 내보내십시오</translation>
    </message>
    <message>
        <source>the network takes %1 inputs, got %2</source>
        <translation>네트워크의 입력은 %1개이나 %2개가 주어졌습니다</translation>
    </message>
    <message>
        <source>give one shape per input with --input</source>
        <translation>--input으로 입력마다 형상을 지정하십시오</translation>
    </message>
    <message>
        <source>the network returns %1, not one tensor</source>
        <translation>네트워크가 텐서 하나가 아니라 %1을(를) 반환합니다</translation>
    </message>
    <message>
        <source>wrap it so that it returns the logits alone</source>
        <translation>로짓만 반환하도록 감싸십시오</translation>
    </message>
    <message>
        <source>the graph is inconsistent: %1</source>
        <translation>그래프가 모순됩니다: %1</translation>
    </message>
    <message>
        <source>please report this file</source>
        <translation>이 파일을 알려 주십시오</translation>
    </message>
    <message>
        <source>two parameters are called %1</source>
        <translation>이름이 %1인 매개변수가 둘입니다</translation>
    </message>
    <message>
        <source>%1 reads a value before it exists</source>
        <translation>%1이(가) 아직 없는 값을 읽습니다</translation>
    </message>
    <message>
        <source>no operator %1</source>
        <translation>연산자 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>the output is never computed</source>
        <translation>출력이 계산되지 않습니다</translation>
    </message>
    <message>
        <source>is it a file of %1? copy or download it again</source>
        <translation>%1의 파일입니까? 다시 복사하거나 내려받으십시오</translation>
    </message>
    <message>
        <source>%1 bytes are no whole number of records of %2 bytes</source>
        <translation>%1바이트는 %2바이트 레코드의 정수 배가 아닙니다</translation>
    </message>
    <message>
        <source>image %1 has the label %2, allowed are 0 to %3</source>
        <translation>이미지 %1의 레이블이 %2입니다. 0에서 %3까지 허용됩니다</translation>
    </message>
    <message>
        <source>holds both CIFAR-10 and CIFAR-100</source>
        <translation>CIFAR-10과 CIFAR-100이 함께 있습니다</translation>
    </message>
    <message>
        <source>name the folder of one of them</source>
        <translation>둘 중 하나의 폴더를 지정하십시오</translation>
    </message>
    <message>
        <source>give a folder or file of IDX images (as in Debian&apos;s dataset-fashion-mnist), of CIFAR&apos;s binary version or of .npy arrays, or a folder with a folder of PNG and JPEG images per class</source>
        <translation>IDX 이미지(데비안의 dataset-fashion-mnist 등), CIFAR 바이너리, .npy 배열의 폴더나 파일, 또는 클래스마다 PNG·JPEG 이미지 폴더가 있는 폴더를 지정하십시오</translation>
    </message>
    <message>
        <source>no data set of a known format in this folder</source>
        <translation>이 폴더에 알려진 형식의 데이터 세트가 없습니다</translation>
    </message>
    <message>
        <source>no data set of a known format: %1 bytes that are no IDX file, no CIFAR records (of 3073 or 3074 bytes) and no .npy</source>
        <translation>알려진 형식의 데이터 세트가 아닙니다: %1바이트는 IDX도, CIFAR 레코드(3073 또는 3074바이트)도, .npy도 아닙니다</translation>
    </message>
    <message>
        <source>cannot be opened: %1</source>
        <translation>열 수 없습니다: %1</translation>
    </message>
    <message>
        <source>no such data set</source>
        <translation>그런 데이터 세트가 없습니다</translation>
    </message>
    <message>
        <source>add it, or name the split that is there</source>
        <translation>그 분할을 넣거나 있는 분할을 지정하십시오</translation>
    </message>
    <message>
        <source>holds %1 labels for %2 images</source>
        <translation>이미지 %2장에 레이블이 %1개입니다</translation>
    </message>
    <message>
        <source>both files must be of the same split</source>
        <translation>두 파일은 같은 분할의 것이어야 합니다</translation>
    </message>
    <message>
        <source>is it an IDX file of images or labels?</source>
        <translation>이미지나 레이블의 IDX 파일입니까?</translation>
    </message>
    <message>
        <source>no IDX header</source>
        <translation>IDX 헤더가 없습니다</translation>
    </message>
    <message>
        <source>element type %1 instead of 8 (unsigned byte)</source>
        <translation>원소 형식이 8(부호 없는 바이트)이 아니라 %1입니다</translation>
    </message>
    <message>
        <source>the header is cut short</source>
        <translation>헤더가 잘렸습니다</translation>
    </message>
    <message>
        <source>the header claims an impossible size</source>
        <translation>헤더의 크기가 불가능한 값입니다</translation>
    </message>
    <message>
        <source>the data is cut short: %1 bytes are announced</source>
        <translation>데이터가 잘렸습니다: %1바이트로 예고되었습니다</translation>
    </message>
    <message>
        <source>holds an array of rank %1, images have rank 3</source>
        <translation>배열의 계수가 %1입니다. 이미지는 3입니다</translation>
    </message>
    <message>
        <source>holds an array of rank %1, labels have rank 1</source>
        <translation>배열의 계수가 %1입니다. 레이블은 1입니다</translation>
    </message>
    <message>
        <source>neither a PNG nor a JPEG image, whatever its name says</source>
        <translation>이름과 달리 PNG도 JPEG도 아닙니다</translation>
    </message>
    <message>
        <source>replace the file or remove it from the folder</source>
        <translation>파일을 바꾸거나 폴더에서 빼십시오</translation>
    </message>
    <message>
        <source>an image of %1x%2 pixels, allowed are %3 in all</source>
        <translation>%1x%2 픽셀의 이미지입니다. 모두 %3 픽셀까지 허용됩니다</translation>
    </message>
    <message>
        <source>cannot be listed: %1</source>
        <translation>목록을 읽을 수 없습니다: %1</translation>
    </message>
    <message>
        <source>no images in the folder of this class, allowed are .png, .jpg and .jpeg</source>
        <translation>이 클래스의 폴더에 이미지가 없습니다. .png, .jpg, .jpeg가 허용됩니다</translation>
    </message>
    <message>
        <source>convert its images, or move the folder away if it is no class</source>
        <translation>이미지를 변환하거나, 클래스가 아니면 폴더를 옮기십시오</translation>
    </message>
    <message>
        <source>a folder of images, but no class of the training split is called so</source>
        <translation>이미지 폴더이지만 학습 분할에 이 이름의 클래스가 없습니다</translation>
    </message>
    <message>
        <source>sort the images into the classes of %1</source>
        <translation>이미지를 %1의 클래스로 나누어 넣으십시오</translation>
    </message>
    <message>
        <source>one image, not a data set</source>
        <translation>데이터 세트가 아니라 이미지 하나입니다</translation>
    </message>
    <message>
        <source>put images into a folder per class and give the folder above</source>
        <translation>클래스마다 폴더에 이미지를 넣고 그 상위 폴더를 지정하십시오</translation>
    </message>
    <message>
        <source>a damaged JPEG image: %1</source>
        <translation>손상된 JPEG 이미지: %1</translation>
    </message>
    <message>
        <source>a JPEG image of %1x%2 pixels in %3 bytes</source>
        <translation>%3바이트의 %1x%2 픽셀 JPEG 이미지</translation>
    </message>
    <message>
        <source>records of several fields, allowed are plain numbers</source>
        <translation>여러 필드의 레코드입니다. 일반 수만 허용됩니다</translation>
    </message>
    <message>
        <source>the key %1, allowed are descr, fortran_order and shape</source>
        <translation>키 %1. descr, fortran_order, shape만 허용됩니다</translation>
    </message>
    <message>
        <source>no descr, fortran_order and shape</source>
        <translation>descr, fortran_order, shape이 없습니다</translation>
    </message>
    <message>
        <source>elements of the type %1, allowed are integers (u1 to u8, i1 to i8) and floats (f2, f4, f8)</source>
        <translation>원소 형식이 %1입니다. 정수(u1~u8, i1~i8)와 실수(f2, f4, f8)가 허용됩니다</translation>
    </message>
    <message>
        <source>convert it with array.astype, or save labels as numbers</source>
        <translation>array.astype으로 변환하거나 레이블을 수로 저장하십시오</translation>
    </message>
    <message>
        <source>save it again with numpy.save</source>
        <translation>numpy.save로 다시 저장하십시오</translation>
    </message>
    <message>
        <source>holds a single number, not an array</source>
        <translation>배열이 아니라 수 하나입니다</translation>
    </message>
    <message>
        <source>holds no elements</source>
        <translation>원소가 없습니다</translation>
    </message>
    <message>
        <source>holds %1 bytes of elements, its header announces %2</source>
        <translation>원소가 %1바이트이지만 헤더에는 %2바이트입니다</translation>
    </message>
    <message>
        <source>no .npy header</source>
        <translation>.npy 헤더가 없습니다</translation>
    </message>
    <message>
        <source>.npy version %1.%2, allowed are 1.0, 2.0 and 3.0</source>
        <translation>.npy 버전 %1.%2. 1.0, 2.0, 3.0이 허용됩니다</translation>
    </message>
    <message>
        <source>a header of %1 bytes, allowed are %2</source>
        <translation>헤더가 %1바이트입니다. %2바이트까지 허용됩니다</translation>
    </message>
    <message>
        <source>in its header, %1: %2</source>
        <translation>헤더의 %1: %2</translation>
    </message>
    <message>
        <source>cannot write the images</source>
        <translation>이미지를 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>elements of the type %1, allowed are uint8 (levels of images) and float16 to float64 (network input)</source>
        <translation>원소 형식이 %1입니다. uint8(이미지 밝기)과 float16~float64(네트워크 입력)가 허용됩니다</translation>
    </message>
    <message>
        <source>convert it with array.astype</source>
        <translation>array.astype으로 변환하십시오</translation>
    </message>
    <message>
        <source>holds an array of the shape %1, allowed are [N, H, W], [N, C, H, W], [N, H, W, C] and [N, F]</source>
        <translation>배열의 형상이 %1입니다. [N, H, W], [N, C, H, W], [N, H, W, C], [N, F]가 허용됩니다</translation>
    </message>
    <message>
        <source>give the file of images; its labels are found beside it</source>
        <translation>이미지 파일을 지정하십시오. 레이블은 그 옆에서 찾습니다</translation>
    </message>
    <message>
        <source>labels of the type %1 and the shape %2, allowed are integers of the shape [N]</source>
        <translation>레이블의 형식이 %1, 형상이 %2입니다. 형상 [N]의 정수가 허용됩니다</translation>
    </message>
    <message>
        <source>convert them: labels.argmax(1) for one-hot labels, labels.astype(int)</source>
        <translation>변환하십시오: 원-핫 레이블은 labels.argmax(1), 그 밖에는 labels.astype(int)</translation>
    </message>
    <message>
        <source>2^63 or more</source>
        <translation>2^63 이상</translation>
    </message>
    <message>
        <source>image %1 has the label %2, allowed are 0 and above</source>
        <translation>이미지 %1의 레이블이 %2입니다. 0 이상이 허용됩니다</translation>
    </message>
    <message>
        <source>leave images without a label out</source>
        <translation>레이블이 없는 이미지는 빼십시오</translation>
    </message>
    <message>
        <source>one of %1</source>
        <translation>%1 중 하나</translation>
    </message>
    <message>
        <source>the file is cut short</source>
        <translation>파일이 잘렸습니다</translation>
    </message>
    <message>
        <source>a damaged PNG image: %1</source>
        <translation>손상된 PNG 이미지: %1</translation>
    </message>
    <message>
        <source>a PNG image of %1x%2 pixels in %3 bytes</source>
        <translation>%3바이트의 %1x%2 픽셀 PNG 이미지</translation>
    </message>
    <message>
        <source>correct the file</source>
        <translation>파일을 고치십시오</translation>
    </message>
    <message>
        <source>a list of shapes such as [[1, 3, 8, 8], [1, 10]]</source>
        <translation>[[1, 3, 8, 8], [1, 10]]과 같은 형상 목록</translation>
    </message>
    <message>
        <source>a number or a list of numbers</source>
        <translation>수 또는 수의 목록</translation>
    </message>
    <message>
        <source>a number from 0 to 4096</source>
        <translation>0에서 4096 사이의 수</translation>
    </message>
    <message>
        <source>an accuracy from 0 to 1</source>
        <translation>0에서 1 사이의 정확도</translation>
    </message>
    <message>
        <source>sizes from 1 to 1048576</source>
        <translation>1에서 1048576 사이의 크기</translation>
    </message>
    <message>
        <source>a path or &quot;fashion-mnist&quot;</source>
        <translation>경로 또는 &quot;fashion-mnist&quot;</translation>
    </message>
    <message>
        <source>a list of names</source>
        <translation>이름 목록</translation>
    </message>
    <message>
        <source>[height, width], or one number for the shorter side</source>
        <translation>[높이, 너비], 또는 짧은 변의 수 하나</translation>
    </message>
    <message>
        <source>[height, width], or one number for both</source>
        <translation>[높이, 너비], 또는 둘 모두의 수 하나</translation>
    </message>
    <message>
        <source>a shape of at most 2^31 elements</source>
        <translation>원소가 2^31개 이하인 형상</translation>
    </message>
    <message>
        <source>one number, or one per channel of &quot;shape&quot;</source>
        <translation>수 하나, 또는 &quot;shape&quot;의 채널마다 하나</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a list of shapes</source>
        <translation>&quot;%1&quot;은(는) 형상 목록이 아닙니다</translation>
    </message>
    <message>
        <source>write batch, channels, height and width, as in 1x3x32x32; several inputs: 1x3x32x32,1x10</source>
        <translation>1x3x32x32처럼 배치, 채널, 높이, 너비를 쓰십시오. 입력이 여럿이면 1x3x32x32,1x10</translation>
    </message>
    <message>
        <source>the input shape is unknown</source>
        <translation>입력 형상을 알 수 없습니다</translation>
    </message>
    <message>
        <source>give it with --input 1x3x32x32, or write &quot;shape&quot; into input.json beside the file</source>
        <translation>--input 1x3x32x32로 지정하거나 파일 옆의 input.json에 &quot;shape&quot;을 쓰십시오</translation>
    </message>
    <message>
        <source>this is no file of weights</source>
        <translation>가중치 파일이 아닙니다</translation>
    </message>
    <message>
        <source>the output must end in .pt (TorchScript), .pth (state_dict), .safetensors or .onnx</source>
        <translation>출력은 .pt(TorchScript), .pth(state_dict), .safetensors 또는 .onnx로 끝나야 합니다</translation>
    </message>
    <message>
        <source>rename it</source>
        <translation>이름을 바꾸십시오</translation>
    </message>
    <message>
        <source>it draws random slopes in training mode</source>
        <translation>학습 모드에서 기울기를 무작위로 뽑습니다</translation>
    </message>
    <message>
        <source>an input scale other than 1</source>
        <translation>1이 아닌 입력 배율</translation>
    </message>
    <message>
        <source>it has no second operand</source>
        <translation>둘째 피연산자가 없습니다</translation>
    </message>
    <message>
        <source>digits behind the point</source>
        <translation>소수점 아래 자릿수</translation>
    </message>
    <message>
        <source>bits of integers</source>
        <translation>정수의 비트</translation>
    </message>
    <message>
        <source>arithmetic on truth values</source>
        <translation>참·거짓 값의 산술</translation>
    </message>
    <message>
        <source>positions instead of a choice</source>
        <translation>선택이 아닌 위치</translation>
    </message>
    <message>
        <source>dropout in training mode</source>
        <translation>학습 모드의 드롭아웃</translation>
    </message>
    <message>
        <source>it takes its statistics from the batch, not from training</source>
        <translation>학습이 아니라 배치에서 통계를 얻습니다</translation>
    </message>
    <message>
        <source>parts along the batch</source>
        <translation>배치 방향의 조각</translation>
    </message>
    <message>
        <source>along the batch</source>
        <translation>배치 방향</translation>
    </message>
    <message>
        <source>from the end of the batch</source>
        <translation>배치의 끝에서부터</translation>
    </message>
    <message>
        <source>indices for axes that are not the first ones in a row</source>
        <translation>맨 앞의 연속한 축이 아닌 축의 인덱스</translation>
    </message>
    <message>
        <source>a mask instead of indices</source>
        <translation>인덱스 대신 마스크</translation>
    </message>
    <message>
        <source>indices of different shapes</source>
        <translation>형상이 다른 인덱스</translation>
    </message>
    <message>
        <source>a pooled size follows the batch</source>
        <translation>풀링 크기가 배치를 따릅니다</translation>
    </message>
    <message>
        <source>the positions of the maxima are read</source>
        <translation>최댓값의 위치를 읽습니다</translation>
    </message>
    <message>
        <source>a divisor of its own</source>
        <translation>따로 정한 나눗수</translation>
    </message>
    <message>
        <source>ONNX has no adaptive pooling, and %1 cannot be cut into %2 windows of equal size</source>
        <translation>ONNX에는 적응 풀링이 없으며 %1을(를) 같은 크기의 창 %2개로 나눌 수 없습니다</translation>
    </message>
    <message>
        <source>several axes at once</source>
        <translation>여러 축을 한꺼번에</translation>
    </message>
    <message>
        <source>a count for each element</source>
        <translation>원소마다의 횟수</translation>
    </message>
    <message>
        <source>all axes at once, one of which follows the batch</source>
        <translation>배치를 따르는 축을 포함한 모든 축을 한꺼번에</translation>
    </message>
    <message>
        <source>an image without a batch axis</source>
        <translation>배치 축이 없는 이미지</translation>
    </message>
    <message>
        <source>all axes at once</source>
        <translation>모든 축을 한꺼번에</translation>
    </message>
    <message>
        <source>over the batch</source>
        <translation>배치에 걸쳐</translation>
    </message>
    <message>
        <source>a count of what is not zero</source>
        <translation>0이 아닌 것의 개수</translation>
    </message>
    <message>
        <source>circular padding</source>
        <translation>순환 패딩</translation>
    </message>
    <message>
        <source>PRelu with slopes that are not one per channel</source>
        <translation>채널마다 하나가 아닌 PRelu 기울기</translation>
    </message>
    <message>
        <source>Dropout is in training mode</source>
        <translation>Dropout이 학습 모드입니다</translation>
    </message>
    <message>
        <source>export with training=torch.onnx.TrainingMode.EVAL</source>
        <translation>training=torch.onnx.TrainingMode.EVAL로 내보내십시오</translation>
    </message>
    <message>
        <source>integers are divided by a number below 1</source>
        <translation>정수를 1보다 작은 수로 나눕니다</translation>
    </message>
    <message>
        <source>BatchNormalization is in training mode</source>
        <translation>BatchNormalization이 학습 모드입니다</translation>
    </message>
    <message>
        <source>BatchNormalization of a tensor without channels</source>
        <translation>채널이 없는 텐서의 BatchNormalization</translation>
    </message>
    <message>
        <source>the mean or deviation of LayerNormalization is read</source>
        <translation>LayerNormalization의 평균이나 편차를 읽습니다</translation>
    </message>
    <message>
        <source>an axis of %1 cannot be split into %2 equal parts</source>
        <translation>크기 %1의 축을 똑같이 %2개로 나눌 수 없습니다</translation>
    </message>
    <message>
        <source>the split makes %1 parts for %2 results</source>
        <translation>분할은 %1개인데 결과는 %2개입니다</translation>
    </message>
    <message>
        <source>starts, ends, axes and steps are not equally long</source>
        <translation>starts, ends, axes, steps의 길이가 다릅니다</translation>
    </message>
    <message>
        <source>Slice with the step %1; allowed are positive ones, and -1 over a whole axis</source>
        <translation>간격이 %1인 Slice. 양수와, 축 전체의 -1이 허용됩니다</translation>
    </message>
    <message>
        <source>the indices do not name axes of the data</source>
        <translation>인덱스가 데이터의 축을 가리키지 않습니다</translation>
    </message>
    <message>
        <source>GatherND with batch_dims</source>
        <translation>batch_dims가 있는 GatherND</translation>
    </message>
    <message>
        <source>ScatterND that adds or multiplies</source>
        <translation>더하거나 곱하는 ScatterND</translation>
    </message>
    <message>
        <source>repeats has %1 entries for %2 axes</source>
        <translation>축 %2개에 repeats 항목이 %1개입니다</translation>
    </message>
    <message>
        <source>kernel_shape is missing</source>
        <translation>kernel_shape이 없습니다</translation>
    </message>
    <message>
        <source>the indices of MaxPool are read</source>
        <translation>MaxPool의 인덱스를 읽습니다</translation>
    </message>
    <message>
        <source>AveragePool with dilations</source>
        <translation>dilations가 있는 AveragePool</translation>
    </message>
    <message>
        <source>the input has no axes of space</source>
        <translation>입력에 공간 축이 없습니다</translation>
    </message>
    <message>
        <source>Gemm takes matrices</source>
        <translation>Gemm은 행렬을 받습니다</translation>
    </message>
    <message>
        <source>the shape keeps axis %1, which does not exist</source>
        <translation>형상이 없는 축 %1을(를) 유지합니다</translation>
    </message>
    <message>
        <source>blocks of %1 do not fit the channels</source>
        <translation>크기 %1의 블록이 채널에 맞지 않습니다</translation>
    </message>
    <message>
        <source>blocks of %1 do not fit the image</source>
        <translation>크기 %1의 블록이 이미지에 맞지 않습니다</translation>
    </message>
    <message>
        <source>%1 of the last of equal values</source>
        <translation>같은 값 중 마지막의 %1</translation>
    </message>
    <message>
        <source>CumSum that is exclusive or reverse</source>
        <translation>exclusive 또는 reverse인 CumSum</translation>
    </message>
    <message>
        <source>the axis must be one number</source>
        <translation>축은 수 하나여야 합니다</translation>
    </message>
    <message>
        <source>pads has %1 entries for %2 axes</source>
        <translation>축 %2개에 pads 항목이 %1개입니다</translation>
    </message>
    <message>
        <source>Pad with a list of axes</source>
        <translation>축 목록이 있는 Pad</translation>
    </message>
    <message>
        <source>the mode of Pad is &quot;%1&quot;</source>
        <translation>Pad의 모드가 &quot;%1&quot;입니다</translation>
    </message>
    <message>
        <source>scales or sizes have not one entry per axis</source>
        <translation>scales 또는 sizes가 축마다 하나가 아닙니다</translation>
    </message>
    <message>
        <source>Resize by the factor %1</source>
        <translation>배율 %1의 Resize</translation>
    </message>
    <message>
        <source>Resize of batch or channels</source>
        <translation>배치나 채널의 Resize</translation>
    </message>
    <message>
        <source>Resize of a tensor without axes of space</source>
        <translation>공간 축이 없는 텐서의 Resize</translation>
    </message>
    <message>
        <source>Resize picks pixels by %1 and %2</source>
        <translation>Resize가 %1과(와) %2(으)로 픽셀을 고릅니다</translation>
    </message>
    <message>
        <source>use torch.nn.functional.interpolate</source>
        <translation>torch.nn.functional.interpolate를 쓰십시오</translation>
    </message>
    <message>
        <source>Resize by mode %1 and %2</source>
        <translation>모드 %1과(와) %2의 Resize</translation>
    </message>
    <message>
        <source>allowed are nearest, linear and cubic with half_pixel, pytorch_half_pixel or align_corners</source>
        <translation>nearest, linear, cubic과 half_pixel, pytorch_half_pixel, align_corners가 허용됩니다</translation>
    </message>
    <message>
        <source>a Constant that is neither a tensor nor numbers</source>
        <translation>텐서도 수도 아닌 Constant</translation>
    </message>
    <message>
        <source>the value is no tensor</source>
        <translation>값이 텐서가 아닙니다</translation>
    </message>
    <message>
        <source>the value must be one number</source>
        <translation>값은 수 하나여야 합니다</translation>
    </message>
    <message>
        <source>Range between values of the input</source>
        <translation>입력 값 사이의 Range</translation>
    </message>
    <message>
        <source>Range of %1 numbers</source>
        <translation>수 %1개의 Range</translation>
    </message>
    <message>
        <source>Cast to the type %1 of ONNX</source>
        <translation>ONNX 형식 %1(으)로의 Cast</translation>
    </message>
    <message>
        <source>the weight has %1 axes</source>
        <translation>가중치의 축이 %1개입니다</translation>
    </message>
    <message>
        <source>output_shape is too short</source>
        <translation>output_shape이 너무 짧습니다</translation>
    </message>
    <message>
        <source>an output of %1 positions where %2 can be made</source>
        <translation>%2개를 만들 수 있는 곳에 위치가 %1개인 출력</translation>
    </message>
    <message>
        <source>two sizes follow the batch in different ways</source>
        <translation>두 크기가 서로 다르게 배치를 따릅니다</translation>
    </message>
    <message>
        <source>it has no argument %1</source>
        <translation>인수 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>the argument %1 depends on the input</source>
        <translation>인수 %1이(가) 입력에 따라 달라집니다</translation>
    </message>
    <message>
        <source>a tensor is missing</source>
        <translation>텐서가 없습니다</translation>
    </message>
    <message>
        <source>a list stands where a tensor is expected</source>
        <translation>텐서 자리에 목록이 있습니다</translation>
    </message>
    <message>
        <source>%1 cannot be written to ONNX: %2</source>
        <translation>%1을(를) ONNX로 쓸 수 없습니다: %2</translation>
    </message>
    <message>
        <source>export the network without it</source>
        <translation>이것 없이 네트워크를 내보내십시오</translation>
    </message>
    <message>
        <source>the file does not follow the ONNX standard; export it again</source>
        <translation>파일이 ONNX 표준에 맞지 않습니다. 다시 내보내십시오</translation>
    </message>
    <message>
        <source>the attribute %1 is no integer</source>
        <translation>속성 %1이(가) 정수가 아닙니다</translation>
    </message>
    <message>
        <source>the attribute %1 is no number</source>
        <translation>속성 %1이(가) 수가 아닙니다</translation>
    </message>
    <message>
        <source>the attribute %1 is no text</source>
        <translation>속성 %1이(가) 텍스트가 아닙니다</translation>
    </message>
    <message>
        <source>the attribute %1 is no list of integers</source>
        <translation>속성 %1이(가) 정수 목록이 아닙니다</translation>
    </message>
    <message>
        <source>input %1 is missing</source>
        <translation>입력 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>the %1 of %2 is computed from the input; it must be a constant</source>
        <translation>%2의 %1이(가) 입력에서 계산됩니다. 상수여야 합니다</translation>
    </message>
    <message>
        <source>the %1 must be one number</source>
        <translation>%1은(는) 수 하나여야 합니다</translation>
    </message>
    <message>
        <source>the %1 of %2 is computed from values of the input; it may depend on sizes only</source>
        <translation>%2의 %1이(가) 입력의 값에서 계산됩니다. 크기에만 의존할 수 있습니다</translation>
    </message>
    <message>
        <source>the %1 must be integers</source>
        <translation>%1은(는) 정수여야 합니다</translation>
    </message>
    <message>
        <source>the axis %1 does not exist; the tensor has %2 axes</source>
        <translation>축 %1이(가) 없습니다. 텐서의 축은 %2개입니다</translation>
    </message>
    <message>
        <source>makes a tensor of more than 2^28 elements, or of a negative size</source>
        <translation>원소가 2^28개를 넘거나 크기가 음수인 텐서를 만듭니다</translation>
    </message>
    <message>
        <source>give a smaller example with --input</source>
        <translation>--input으로 더 작은 예를 지정하십시오</translation>
    </message>
    <message>
        <source>the file is damaged or was made by hand; export it again</source>
        <translation>파일이 손상되었거나 손으로 만든 것입니다. 다시 내보내십시오</translation>
    </message>
    <message>
        <source>the output &quot;%1&quot; is made by no node</source>
        <translation>출력 &quot;%1&quot;을(를) 만드는 노드가 없습니다</translation>
    </message>
    <message>
        <source>the network has no output</source>
        <translation>네트워크에 출력이 없습니다</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1~%2</translation>
    </message>
    <message>
        <source>the file uses opset %1 of ai.onnx; allowed are %2</source>
        <translation>파일이 ai.onnx opset %1을(를) 씁니다. %2이(가) 허용됩니다</translation>
    </message>
    <message>
        <source>export it with opset_version=13, or convert it with onnx.version_converter</source>
        <translation>opset_version=13으로 내보내거나 onnx.version_converter로 변환하십시오</translation>
    </message>
    <message>
        <source>two values are called &quot;%1&quot;</source>
        <translation>이름이 &quot;%1&quot;인 값이 둘입니다</translation>
    </message>
    <message>
        <source>the initializer &quot;%1&quot;</source>
        <translation>이니셜라이저 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>%1 has an impossible shape</source>
        <translation>%1의 형상이 불가능합니다</translation>
    </message>
    <message>
        <source>%1 holds %2 bytes, but its shape takes %3</source>
        <translation>%1은(는) %2바이트이지만 형상에는 %3바이트가 필요합니다</translation>
    </message>
    <message>
        <source>the name of a node is not readable text</source>
        <translation>노드의 이름을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>the operator %1 is of the domain &quot;%2&quot;; allowed is ai.onnx</source>
        <translation>연산자 %1의 도메인이 &quot;%2&quot;입니다. ai.onnx가 허용됩니다</translation>
    </message>
    <message>
        <source>export the network with standard operators</source>
        <translation>표준 연산자로 네트워크를 내보내십시오</translation>
    </message>
    <message>
        <source>%1 reads &quot;%2&quot;, which nothing before it makes</source>
        <translation>%1이(가) 앞에서 만들지 않은 &quot;%2&quot;을(를) 읽습니다</translation>
    </message>
    <message>
        <source>the attribute %1 of %2</source>
        <translation>%2의 속성 %1</translation>
    </message>
    <message>
        <source>%1 that makes &quot;%2&quot;</source>
        <translation>&quot;%2&quot;을(를) 만드는 %1</translation>
    </message>
    <message>
        <source>elements of type %1 cannot be written to ONNX</source>
        <translation>형식이 %1인 원소는 ONNX로 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>save the network as TorchScript (.pt), or its weights as a state_dict (.pth)</source>
        <translation>네트워크를 TorchScript(.pt)로, 또는 가중치를 state_dict(.pth)로 저장하십시오</translation>
    </message>
    <message>
        <source>the result %%1 has no counterpart in ONNX</source>
        <translation>결과 %%1에 해당하는 것이 ONNX에 없습니다</translation>
    </message>
    <message>
        <source>no list is called %%1</source>
        <translation>이름이 %%1인 목록이 없습니다</translation>
    </message>
    <message>
        <source>the network returns no tensor</source>
        <translation>네트워크가 텐서를 반환하지 않습니다</translation>
    </message>
    <message>
        <source>give every shape, as in --input 1x3x32x32,1x10</source>
        <translation>--input 1x3x32x32,1x10처럼 모든 형상을 지정하십시오</translation>
    </message>
    <message>
        <source>the network takes %1 inputs, but %2 example shapes are known</source>
        <translation>네트워크의 입력은 %1개이나 알려진 예제 형상은 %2개입니다</translation>
    </message>
    <message>
        <source>the input &quot;%1&quot; has the shape %2, but the example is %3</source>
        <translation>입력 &quot;%1&quot;의 형상은 %2이지만 예제는 %3입니다</translation>
    </message>
    <message>
        <source>the shape %1 of the input &quot;%2&quot; is not possible; sizes are positive, 2^31 elements at most</source>
        <translation>입력 &quot;%2&quot;의 형상 %1은(는) 불가능합니다. 크기는 양수, 원소는 2^31개까지입니다</translation>
    </message>
    <message>
        <source>the operator %1 is not known</source>
        <translation>연산자 %1을(를) 알 수 없습니다</translation>
    </message>
    <message>
        <source>known operators: %1</source>
        <translation>지원하는 연산자: %1</translation>
    </message>
    <message>
        <source>the value &quot;%1&quot; is a second result that Pleat does not compute</source>
        <translation>값 &quot;%1&quot;은(는) Pleat이 계산하지 않는 둘째 결과입니다</translation>
    </message>
    <message>
        <source>ONNX stores little-endian bytes</source>
        <translation>ONNX는 리틀 엔디언 바이트를 저장합니다</translation>
    </message>
    <message>
        <source>the file holds sparse tensors, which are not supported</source>
        <translation>파일에 희소 텐서가 있으며, 이는 지원하지 않습니다</translation>
    </message>
    <message>
        <source>export the network with dense weights</source>
        <translation>밀집 가중치로 네트워크를 내보내십시오</translation>
    </message>
    <message>
        <source>the input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>the output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>the file names no opset of ai.onnx</source>
        <translation>파일에 ai.onnx의 opset이 없습니다</translation>
    </message>
    <message>
        <source>%1 is no tensor</source>
        <translation>%1은(는) 텐서가 아닙니다</translation>
    </message>
    <message>
        <source>export a network of plain tensors</source>
        <translation>일반 텐서만 쓰는 네트워크를 내보내십시오</translation>
    </message>
    <message>
        <source>%1 has elements of type %2, which are not supported</source>
        <translation>%1의 원소 형식 %2은(는) 지원하지 않습니다</translation>
    </message>
    <message>
        <source>export the network with float32</source>
        <translation>float32로 네트워크를 내보내십시오</translation>
    </message>
    <message>
        <source>%1 is given twice</source>
        <translation>%1이(가) 두 번 있습니다</translation>
    </message>
    <message>
        <source>%1 is a graph of its own (a branch or loop), which is not supported</source>
        <translation>%1은(는) 그 자체가 그래프(분기나 반복)이며, 이는 지원하지 않습니다</translation>
    </message>
    <message>
        <source>export the network traced, without control flow</source>
        <translation>제어 흐름 없이 추적한 네트워크를 내보내십시오</translation>
    </message>
    <message>
        <source>%1 is of a kind that is not supported</source>
        <translation>%1은(는) 지원하지 않는 종류입니다</translation>
    </message>
    <message>
        <source>%1 holds truth values other than 0 and 1</source>
        <translation>%1에 0과 1이 아닌 참·거짓 값이 있습니다</translation>
    </message>
    <message>
        <source>%1 ends beyond the %2 bytes of %3</source>
        <translation>%1이(가) %3의 %2바이트를 넘습니다</translation>
    </message>
    <message>
        <source>copy that file again, complete</source>
        <translation>그 파일을 다시 온전히 복사하십시오</translation>
    </message>
    <message>
        <source>%1 has no number as %2 of its data</source>
        <translation>%1의 데이터 %2이(가) 수가 아닙니다</translation>
    </message>
    <message>
        <source>%1 is stored at &quot;%2&quot;; allowed are files in the folder of the model</source>
        <translation>%1은(는) &quot;%2&quot;에 저장되어 있습니다. 모델 폴더의 파일만 허용됩니다</translation>
    </message>
    <message>
        <source>put the file beside the model and correct its location</source>
        <translation>파일을 모델 옆에 두고 위치를 고치십시오</translation>
    </message>
    <message>
        <source>%1 must lie beside the model</source>
        <translation>%1은(는) 모델 옆에 있어야 합니다</translation>
    </message>
    <message>
        <source>the file is larger than 2 GB, the limit of ONNX</source>
        <translation>파일이 ONNX의 한계인 2 GB보다 큽니다</translation>
    </message>
    <message>
        <source>export the weights to files beside it (external data)</source>
        <translation>가중치를 옆의 파일로 내보내십시오(external data)</translation>
    </message>
    <message>
        <source>not an ONNX file, or an incomplete one</source>
        <translation>ONNX 파일이 아니거나 불완전합니다</translation>
    </message>
    <message>
        <source>export it with torch.onnx.export, or copy it again</source>
        <translation>torch.onnx.export로 내보내거나 다시 복사하십시오</translation>
    </message>
    <message>
        <source>the model takes %1 MB, an ONNX file holds 2147 MB at most</source>
        <translation>모델이 %1 MB입니다. ONNX 파일은 2147 MB까지입니다</translation>
    </message>
    <message>
        <source>save it as .safetensors or as TorchScript (.pt)</source>
        <translation>.safetensors 또는 TorchScript(.pt)로 저장하십시오</translation>
    </message>
    <message>
        <source>the file cannot be written</source>
        <translation>파일을 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>is the disk full, or the folder read-only?</source>
        <translation>디스크가 가득 찼거나 폴더가 읽기 전용입니까?</translation>
    </message>
    <message>
        <source>sizes are divided by a number below 1</source>
        <translation>크기를 1보다 작은 수로 나눕니다</translation>
    </message>
    <message>
        <source>compares sizes of the input; the result is that of the example</source>
        <translation>입력의 크기를 비교합니다. 결과는 예제의 것입니다</translation>
    </message>
    <message>
        <source>an element type without a dtype</source>
        <translation>dtype이 없는 원소 형식</translation>
    </message>
    <message>
        <source>a malformed ONNX model: %1</source>
        <translation>잘못된 ONNX 모델: %1</translation>
    </message>
    <message>
        <source>pads for the size of the example image (auto_pad)</source>
        <translation>예제 이미지의 크기에 맞춰 패딩합니다(auto_pad)</translation>
    </message>
    <message>
        <source>the attribute %1 has %2 entries instead of %3</source>
        <translation>속성 %1의 항목이 %3개가 아니라 %2개입니다</translation>
    </message>
    <message>
        <source>the attribute %1 holds %2; allowed is %3 to 1048576</source>
        <translation>속성 %1이(가) %2입니다. %3에서 1048576까지 허용됩니다</translation>
    </message>
    <message>
        <source>kernel_shape does not fit the weight</source>
        <translation>kernel_shape이 가중치와 맞지 않습니다</translation>
    </message>
    <message>
        <source>the input has %1 axes, the kernel %2</source>
        <translation>입력의 축은 %1개, 커널은 %2개입니다</translation>
    </message>
    <message>
        <source>a kernel of size %1</source>
        <translation>크기 %1의 커널</translation>
    </message>
    <message>
        <source>auto_pad is &quot;%1&quot;</source>
        <translation>auto_pad가 &quot;%1&quot;입니다</translation>
    </message>
    <message>
        <source>%1 over %2 axes of space is not supported; allowed are 1 to 3</source>
        <translation>공간 축 %2개의 %1은(는) 지원하지 않습니다. 1~3개가 허용됩니다</translation>
    </message>
    <message>
        <source>%1 computes something else</source>
        <translation>%1은(는) 다른 것을 계산합니다</translation>
    </message>
    <message>
        <source>rebuild the module that the weights were trained in</source>
        <translation>가중치를 학습한 모듈을 다시 만드십시오</translation>
    </message>
    <message>
        <source>it has the dtype %1, which files of weights do not know</source>
        <translation>dtype이 %1이며, 가중치 파일은 이를 알지 못합니다</translation>
    </message>
    <message>
        <source>save TorchScript (.pt)</source>
        <translation>TorchScript(.pt)로 저장하십시오</translation>
    </message>
    <message>
        <source>in Python: torch.jit.trace(model.eval(), example).save(&quot;model.pt&quot;)</source>
        <translation>Python: torch.jit.trace(model.eval(), example).save(&quot;model.pt&quot;)</translation>
    </message>
    <message>
        <source>traced in training mode: BatchNorm and dropout act as in training; call eval() before tracing</source>
        <translation>학습 모드로 추적되어 BatchNorm과 드롭아웃이 학습처럼 동작합니다. 추적 전에 eval()을 호출하십시오</translation>
    </message>
    <message>
        <source>the value %%1 is never set</source>
        <translation>값 %%1이(가) 설정되지 않습니다</translation>
    </message>
    <message>
        <source>a module is used as a value</source>
        <translation>모듈을 값으로 씁니다</translation>
    </message>
    <message>
        <source>the network takes more than %1 steps on its example input, which is allowed</source>
        <translation>네트워크가 예제 입력에서 허용되는 %1단계를 넘습니다</translation>
    </message>
    <message>
        <source>does it have a loop without an end? A shorter input takes fewer steps</source>
        <translation>끝나지 않는 반복이 있습니까? 입력이 짧으면 단계가 줄어듭니다</translation>
    </message>
    <message>
        <source>the network changes its own attribute %1 while it runs</source>
        <translation>네트워크가 실행 중에 자신의 속성 %1을(를) 바꿉니다</translation>
    </message>
    <message>
        <source>the network refuses the example input: %1</source>
        <translation>네트워크가 예제 입력을 거부합니다: %1</translation>
    </message>
    <message>
        <source>give another shape with --input</source>
        <translation>--input으로 다른 형상을 지정하십시오</translation>
    </message>
    <message>
        <source>the network uses %1, which is not supported</source>
        <translation>네트워크가 %1을(를) 쓰며, 이는 지원하지 않습니다</translation>
    </message>
    <message>
        <source>trace it with torch.jit.trace, returning tensors</source>
        <translation>텐서를 반환하도록 torch.jit.trace로 추적하십시오</translation>
    </message>
    <message>
        <source>the network changes a list or constant with %1</source>
        <translation>네트워크가 %1(으)로 목록이나 상수를 바꿉니다</translation>
    </message>
    <message>
        <source>trace it with torch.jit.trace</source>
        <translation>torch.jit.trace로 추적하십시오</translation>
    </message>
    <message>
        <source>the network writes to its own parameter %1</source>
        <translation>네트워크가 자신의 매개변수 %1에 씁니다</translation>
    </message>
    <message>
        <source>unknown operator %1</source>
        <translation>알 수 없는 연산자 %1</translation>
    </message>
    <message>
        <source>the operator %1 depends on the input</source>
        <translation>연산자 %1이(가) 입력에 따라 달라집니다</translation>
    </message>
    <message>
        <source>is the input of this shape? --input gives another; or trace the network with torch.jit.trace on a typical input</source>
        <translation>입력의 형상이 맞습니까? --input으로 바꾸거나, 일반적인 입력에서 torch.jit.trace로 네트워크를 추적하십시오</translation>
    </message>
    <message>
        <source>TorchScript has no operator %1 for these arguments</source>
        <translation>TorchScript에는 이 인수의 연산자 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>a branch or loop depends on the values of a tensor</source>
        <translation>분기나 반복이 텐서의 값에 의존합니다</translation>
    </message>
    <message>
        <source>trace the network with torch.jit.trace on a typical input</source>
        <translation>일반적인 입력에서 torch.jit.trace로 네트워크를 추적하십시오</translation>
    </message>
    <message>
        <source>a branch depends on sizes; the one for the example input is taken</source>
        <translation>분기가 크기에 의존합니다. 예제 입력의 분기를 따릅니다</translation>
    </message>
    <message>
        <source>a list is indexed by a computed number</source>
        <translation>계산한 수로 목록을 읽습니다</translation>
    </message>
    <message>
        <source>a TorchScript file</source>
        <translation>TorchScript 파일</translation>
    </message>
    <message>
        <source>open it as a network</source>
        <translation>네트워크로 여십시오</translation>
    </message>
    <message>
        <source>a state_dict</source>
        <translation>state_dict</translation>
    </message>
    <message>
        <source>open it as a file of weights</source>
        <translation>가중치 파일로 여십시오</translation>
    </message>
    <message>
        <source>a safetensors file</source>
        <translation>safetensors 파일</translation>
    </message>
    <message>
        <source>an index of safetensors files</source>
        <translation>safetensors 파일의 색인</translation>
    </message>
    <message>
        <source>an ONNX file</source>
        <translation>ONNX 파일</translation>
    </message>
    <message>
        <source>a file of torch.save before PyTorch 1.6</source>
        <translation>PyTorch 1.6 이전의 torch.save 파일</translation>
    </message>
    <message>
        <source>a bare Python pickle</source>
        <translation>Python 피클</translation>
    </message>
    <message>
        <source>a file of torch.save before PyTorch 0.1.10</source>
        <translation>PyTorch 0.1.10 이전의 torch.save 파일</translation>
    </message>
    <message>
        <source>a program of torch.export</source>
        <translation>torch.export 프로그램</translation>
    </message>
    <message>
        <source>an HDF5 file, as Keras saves networks</source>
        <translation>Keras가 네트워크를 저장하는 HDF5 파일</translation>
    </message>
    <message>
        <source>a Keras file</source>
        <translation>Keras 파일</translation>
    </message>
    <message>
        <source>a TensorFlow graph</source>
        <translation>TensorFlow 그래프</translation>
    </message>
    <message>
        <source>in a shell: python -m tf2onnx.convert --saved-model FOLDER --output model.onnx; for a frozen graph: --graphdef FILE --inputs x:0 --outputs y:0 instead of --saved-model</source>
        <translation>셸: python -m tf2onnx.convert --saved-model FOLDER --output model.onnx. 고정된 그래프는 --saved-model 대신 --graphdef FILE --inputs x:0 --outputs y:0</translation>
    </message>
    <message>
        <source>a TensorFlow Lite file</source>
        <translation>TensorFlow Lite 파일</translation>
    </message>
    <message>
        <source>in a shell: python -m tf2onnx.convert --tflite model.tflite --output model.onnx</source>
        <translation>셸: python -m tf2onnx.convert --tflite model.tflite --output model.onnx</translation>
    </message>
    <message>
        <source>a Core ML file</source>
        <translation>Core ML 파일</translation>
    </message>
    <message>
        <source>export the network that it was made from to ONNX</source>
        <translation>원래의 네트워크를 ONNX로 내보내십시오</translation>
    </message>
    <message>
        <source>a GGUF file</source>
        <translation>GGUF 파일</translation>
    </message>
    <message>
        <source>a file of NumPy arrays</source>
        <translation>NumPy 배열 파일</translation>
    </message>
    <message>
        <source>an archive or a compressed file</source>
        <translation>압축 파일 또는 아카이브</translation>
    </message>
    <message>
        <source>extract it and open the file of weights in it</source>
        <translation>압축을 풀고 그 안의 가중치 파일을 여십시오</translation>
    </message>
    <message>
        <source>a Git LFS pointer, which stands for the real file</source>
        <translation>실제 파일을 대신하는 Git LFS 포인터</translation>
    </message>
    <message>
        <source>in a shell: git lfs pull, or download the file itself</source>
        <translation>셸: git lfs pull, 또는 파일 자체를 내려받으십시오</translation>
    </message>
    <message>
        <source>a web page</source>
        <translation>웹 페이지</translation>
    </message>
    <message>
        <source>the download led to a page about the file; download the file itself</source>
        <translation>파일에 대한 페이지를 내려받았습니다. 파일 자체를 내려받으십시오</translation>
    </message>
    <message>
        <source>JSON without weights</source>
        <translation>가중치가 없는 JSON</translation>
    </message>
    <message>
        <source>open the file of weights beside it</source>
        <translation>그 옆의 가중치 파일을 여십시오</translation>
    </message>
    <message>
        <source>plain text</source>
        <translation>일반 텍스트</translation>
    </message>
    <message>
        <source>an empty file</source>
        <translation>빈 파일</translation>
    </message>
    <message>
        <source>copy or download it again</source>
        <translation>다시 복사하거나 내려받으십시오</translation>
    </message>
    <message>
        <source>a file of no known format</source>
        <translation>알 수 없는 형식의 파일</translation>
    </message>
    <message>
        <source>this is %1, which is not allowed here</source>
        <translation>이것은 %1이며, 여기서는 허용되지 않습니다</translation>
    </message>
    <message>
        <source>this is %1; allowed are TorchScript, ONNX, state_dict and safetensors</source>
        <translation>이것은 %1입니다. TorchScript, ONNX, state_dict, safetensors가 허용됩니다</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 외 %2개</translation>
    </message>
    <message>
        <source>it holds a zero byte at %1, so it is no JSON</source>
        <translation>%1에 0 바이트가 있으므로 JSON이 아닙니다</translation>
    </message>
    <message>
        <source>it is no JSON</source>
        <translation>JSON이 아닙니다</translation>
    </message>
    <message>
        <source>it nests deeper than %1 levels</source>
        <translation>중첩이 %1단계를 넘습니다</translation>
    </message>
    <message>
        <source>the key &quot;%1&quot; occurs twice</source>
        <translation>키 &quot;%1&quot;이(가) 두 번 나옵니다</translation>
    </message>
    <message>
        <source>it is no valid JSON at byte %1</source>
        <translation>바이트 %1에서 JSON이 올바르지 않습니다</translation>
    </message>
    <message>
        <source>check the file</source>
        <translation>파일을 확인하십시오</translation>
    </message>
    <message>
        <source>the file is empty</source>
        <translation>파일이 비어 있습니다</translation>
    </message>
    <message>
        <source>instruction 0x%1</source>
        <translation>명령 0x%1</translation>
    </message>
    <message>
        <source>%1 is of old or foreign picklers</source>
        <translation>%1은(는) 오래되었거나 다른 피클러의 것입니다</translation>
    </message>
    <message>
        <source>%1 does not exist</source>
        <translation>%1이(가) 없습니다</translation>
    </message>
    <message>
        <source>it is of protocol 0 or 1, or no pickle</source>
        <translation>프로토콜 0이나 1이거나, 피클이 아닙니다</translation>
    </message>
    <message>
        <source>it is of protocol %1, allowed are 2 to 5</source>
        <translation>프로토콜 %1. 2~5가 허용됩니다</translation>
    </message>
    <message>
        <source>it is cut short: %1 more bytes are announced, %2 are there</source>
        <translation>잘렸습니다: %1바이트가 더 예고되었으나 %2바이트가 있습니다</translation>
    </message>
    <message>
        <source>it is cut short in the name of a class</source>
        <translation>클래스 이름에서 잘렸습니다</translation>
    </message>
    <message>
        <source>the pickle cannot be read at byte %1: %2</source>
        <translation>바이트 %1에서 피클을 읽을 수 없습니다: %2</translation>
    </message>
    <message>
        <source>the file is damaged; copy or download it again</source>
        <translation>파일이 손상되었습니다. 다시 복사하거나 내려받으십시오</translation>
    </message>
    <message>
        <source>in Python, save the weights alone: torch.save(net.state_dict(), &quot;weights.pth&quot;)</source>
        <translation>Python에서 가중치만 저장하십시오: torch.save(net.state_dict(), &quot;weights.pth&quot;)</translation>
    </message>
    <message>
        <source>it has more than %1 values</source>
        <translation>값이 %1개를 넘습니다</translation>
    </message>
    <message>
        <source>a class has an impossible name</source>
        <translation>클래스 이름이 불가능합니다</translation>
    </message>
    <message>
        <source>a value is missing</source>
        <translation>값이 없습니다</translation>
    </message>
    <message>
        <source>a mark is missing</source>
        <translation>표시가 없습니다</translation>
    </message>
    <message>
        <source>an item is added to something that is no list</source>
        <translation>목록이 아닌 것에 항목을 더합니다</translation>
    </message>
    <message>
        <source>a key is set in something that is no dict</source>
        <translation>dict가 아닌 것에 키를 설정합니다</translation>
    </message>
    <message>
        <source>a key has no value</source>
        <translation>키에 값이 없습니다</translation>
    </message>
    <message>
        <source>a state is given to something that has none</source>
        <translation>상태가 없는 것에 상태를 줍니다</translation>
    </message>
    <message>
        <source>memo %1 is out of range</source>
        <translation>메모 %1이(가) 범위를 벗어납니다</translation>
    </message>
    <message>
        <source>memo %1 was never set</source>
        <translation>메모 %1이(가) 설정되지 않았습니다</translation>
    </message>
    <message>
        <source>a text of 4 GB in a pickle</source>
        <translation>피클 안의 4 GB 텍스트</translation>
    </message>
    <message>
        <source>there are several dicts of tensors: %1</source>
        <translation>텐서의 dict가 여럿입니다: %1</translation>
    </message>
    <message>
        <source>save the one that is the network&apos;s, with torch.save(torch.load(...)[...], &quot;weights.pth&quot;)</source>
        <translation>네트워크의 것을 저장하십시오: torch.save(torch.load(...)[...], &quot;weights.pth&quot;)</translation>
    </message>
    <message>
        <source>this is a pickled module of class %1, which only Python with that class can load</source>
        <translation>클래스 %1의 피클된 모듈이며, 그 클래스가 있는 Python만 읽을 수 있습니다</translation>
    </message>
    <message>
        <source>in Python: net = torch.load(...); torch.save(net.state_dict(), &quot;weights.pth&quot;), or, to keep the architecture too, torch.jit.trace(net.eval(), example).save(&quot;net.pt&quot;)</source>
        <translation>Python: net = torch.load(...); torch.save(net.state_dict(), &quot;weights.pth&quot;). 아키텍처도 남기려면 torch.jit.trace(net.eval(), example).save(&quot;net.pt&quot;)</translation>
    </message>
    <message>
        <source>in Python: torch.save(net.state_dict(), &quot;weights.pth&quot;)</source>
        <translation>Python: torch.save(net.state_dict(), &quot;weights.pth&quot;)</translation>
    </message>
    <message>
        <source>stored twice, the last one counts: %1</source>
        <translation>두 번 저장되어 마지막 것을 씁니다: %1</translation>
    </message>
    <message>
        <source>not read, as the keys are no names: %1</source>
        <translation>키가 이름이 아니어서 읽지 않음: %1</translation>
    </message>
    <message>
        <source>not read, as they are no tensors: %1</source>
        <translation>텐서가 아니어서 읽지 않음: %1</translation>
    </message>
    <message>
        <source>every name begins with &quot;%1&quot;, which is dropped</source>
        <translation>모든 이름이 &quot;%1&quot;(으)로 시작하므로 이를 뺍니다</translation>
    </message>
    <message>
        <source>read from %1; there are also %2</source>
        <translation>%1에서 읽었습니다. 그 밖에 %2도 있습니다</translation>
    </message>
    <message>
        <source>not read, beside the weights: %1</source>
        <translation>가중치 밖이라 읽지 않음: %1</translation>
    </message>
    <message>
        <source>only their names were read, nothing was run: %1</source>
        <translation>이름만 읽고 아무것도 실행하지 않음: %1</translation>
    </message>
    <message>
        <source>save the network before it is quantised</source>
        <translation>양자화하기 전에 네트워크를 저장하십시오</translation>
    </message>
    <message>
        <source>in Python, save tensor.to_dense() instead</source>
        <translation>Python에서 대신 tensor.to_dense()를 저장하십시오</translation>
    </message>
    <message>
        <source>save the loaded network</source>
        <translation>불러온 네트워크를 저장하십시오</translation>
    </message>
    <message>
        <source>in Python, save tensor.to_padded_tensor(0) instead</source>
        <translation>Python에서 대신 tensor.to_padded_tensor(0)을 저장하십시오</translation>
    </message>
    <message>
        <source>in Python, save tensor.cpu() instead</source>
        <translation>Python에서 대신 tensor.cpu()를 저장하십시오</translation>
    </message>
    <message>
        <source>in Python, save tensor.float() instead</source>
        <translation>Python에서 대신 tensor.float()를 저장하십시오</translation>
    </message>
    <message>
        <source>in Python, save torch.view_as_real(tensor) instead</source>
        <translation>Python에서 대신 torch.view_as_real(tensor)을 저장하십시오</translation>
    </message>
    <message>
        <source>the file is damaged or was made by hand; save it again</source>
        <translation>파일이 손상되었거나 손으로 만든 것입니다. 다시 저장하십시오</translation>
    </message>
    <message>
        <source>%1 is of an unknown kind (%2)</source>
        <translation>%1은(는) 알 수 없는 종류입니다(%2)</translation>
    </message>
    <message>
        <source>it has no storage</source>
        <translation>저장소가 없습니다</translation>
    </message>
    <message>
        <source>its storage is not described as PyTorch does</source>
        <translation>저장소의 기술이 PyTorch와 다릅니다</translation>
    </message>
    <message>
        <source>its storage is impossibly large</source>
        <translation>저장소가 불가능하게 큽니다</translation>
    </message>
    <message>
        <source>it is not described as PyTorch does</source>
        <translation>기술이 PyTorch와 다릅니다</translation>
    </message>
    <message>
        <source>its offset is no integer, or its sizes and strides are no lists of at most 16</source>
        <translation>오프셋이 정수가 아니거나, 크기와 스트라이드가 16개 이하의 목록이 아닙니다</translation>
    </message>
    <message>
        <source>%1 is a view that negates or conjugates</source>
        <translation>%1은(는) 부호를 바꾸거나 켤레를 취하는 뷰입니다</translation>
    </message>
    <message>
        <source>in Python, save tensor.resolve_neg().resolve_conj() instead</source>
        <translation>Python에서 대신 tensor.resolve_neg().resolve_conj()를 저장하십시오</translation>
    </message>
    <message>
        <source>it is a list, not an object</source>
        <translation>객체가 아니라 목록입니다</translation>
    </message>
    <message>
        <source>%1: a list, not an object</source>
        <translation>%1: 객체가 아니라 목록입니다</translation>
    </message>
    <message>
        <source>__metadata__: &quot;%1&quot; must be a string</source>
        <translation>__metadata__: &quot;%1&quot;은(는) 문자열이어야 합니다</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds a list or an object that the format does not know</source>
        <translation>&quot;%1&quot;에 형식이 모르는 목록이나 객체가 있습니다</translation>
    </message>
    <message>
        <source>it is %1, not an object</source>
        <translation>객체가 아니라 %1입니다</translation>
    </message>
    <message>
        <source>%1: %2, not an object</source>
        <translation>%1: 객체가 아니라 %2입니다</translation>
    </message>
    <message>
        <source>__metadata__: &quot;%1&quot; is %2, but must be a string</source>
        <translation>__metadata__: &quot;%1&quot;은(는) %2이지만 문자열이어야 합니다</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is %2, but must be a list of numbers</source>
        <translation>&quot;%1&quot;은(는) %2이지만 수의 목록이어야 합니다</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is unknown; allowed are &quot;dtype&quot;, &quot;shape&quot; and &quot;data_offsets&quot;</source>
        <translation>&quot;%1&quot;은(는) 알 수 없습니다. &quot;dtype&quot;, &quot;shape&quot;, &quot;data_offsets&quot;가 허용됩니다</translation>
    </message>
    <message>
        <source>&quot;dtype&quot; is %1, but must be a string such as &quot;F32&quot;</source>
        <translation>&quot;dtype&quot;은 %1이지만 &quot;F32&quot;와 같은 문자열이어야 합니다</translation>
    </message>
    <message>
        <source>&quot;%1&quot; holds %2, but must hold whole numbers from 0 to 2^63 - 1</source>
        <translation>&quot;%1&quot;에 %2이(가) 있지만 0에서 2^63 - 1 사이의 정수여야 합니다</translation>
    </message>
    <message>
        <source>its shape has more than %1 axes</source>
        <translation>형상의 축이 %1개를 넘습니다</translation>
    </message>
    <message>
        <source>&quot;data_offsets&quot; holds more than a beginning and an end</source>
        <translation>&quot;data_offsets&quot;에 시작과 끝보다 많은 것이 있습니다</translation>
    </message>
    <message>
        <source>it has no &quot;%1&quot;</source>
        <translation>&quot;%1&quot;이(가) 없습니다</translation>
    </message>
    <message>
        <source>&quot;data_offsets&quot; must be a beginning and an end</source>
        <translation>&quot;data_offsets&quot;는 시작과 끝이어야 합니다</translation>
    </message>
    <message>
        <source>the header is damaged: %1</source>
        <translation>헤더가 손상되었습니다: %1</translation>
    </message>
    <message>
        <source>copy or download the file again</source>
        <translation>파일을 다시 복사하거나 내려받으십시오</translation>
    </message>
    <message>
        <source>&quot;weight_map&quot; must map names of tensors to names of files</source>
        <translation>&quot;weight_map&quot;은 텐서 이름을 파일 이름에 대응시켜야 합니다</translation>
    </message>
    <message>
        <source>&quot;weight_map&quot;: &quot;%1&quot; is %2, but must be the name of a file in the same folder</source>
        <translation>&quot;weight_map&quot;: &quot;%1&quot;은(는) %2이지만 같은 폴더의 파일 이름이어야 합니다</translation>
    </message>
    <message>
        <source>download the index again</source>
        <translation>색인을 다시 내려받으십시오</translation>
    </message>
    <message>
        <source>an index of %1 bytes, allowed are %2</source>
        <translation>색인이 %1바이트입니다. %2바이트까지 허용됩니다</translation>
    </message>
    <message>
        <source>the index is damaged: %1</source>
        <translation>색인이 손상되었습니다: %1</translation>
    </message>
    <message>
        <source>the index names no file under &quot;weight_map&quot;</source>
        <translation>색인의 &quot;weight_map&quot;에 파일이 없습니다</translation>
    </message>
    <message>
        <source>open %1 for all of them</source>
        <translation>전체를 열려면 %1을(를) 여십시오</translation>
    </message>
    <message>
        <source>their index, %1, is not in this folder</source>
        <translation>색인 %1이(가) 이 폴더에 없습니다</translation>
    </message>
    <message>
        <source>one shard of %1; %2</source>
        <translation>%1의 조각 하나입니다. %2</translation>
    </message>
    <message>
        <source>%1: the index places it in this file, which lacks it</source>
        <translation>%1: 색인에는 이 파일에 있으나 파일에 없습니다</translation>
    </message>
    <message>
        <source>download the index and its files together again</source>
        <translation>색인과 그 파일들을 함께 다시 내려받으십시오</translation>
    </message>
    <message>
        <source>holds tensors that the index does not name: %1, such as %2</source>
        <translation>색인에 없는 텐서가 있습니다: %1. 예: %2</translation>
    </message>
    <message>
        <source>%1: it lies in %2 and in %3</source>
        <translation>%1: %2과(와) %3에 모두 있습니다</translation>
    </message>
    <message>
        <source>the index names %1, which is missing</source>
        <translation>색인에 있는 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>put all files that it names into its folder</source>
        <translation>색인의 모든 파일을 그 폴더에 넣으십시오</translation>
    </message>
    <message>
        <source>it holds no tensors</source>
        <translation>텐서가 없습니다</translation>
    </message>
    <message>
        <source>choose another file</source>
        <translation>다른 파일을 고르십시오</translation>
    </message>
    <message>
        <source>this is a pointer of Git LFS, not the file itself</source>
        <translation>파일 자체가 아니라 Git LFS 포인터입니다</translation>
    </message>
    <message>
        <source>run &quot;git lfs pull&quot; or download the file</source>
        <translation>&quot;git lfs pull&quot;을 실행하거나 파일을 내려받으십시오</translation>
    </message>
    <message>
        <source>the file has %1 bytes and no header</source>
        <translation>파일이 %1바이트이며 헤더가 없습니다</translation>
    </message>
    <message>
        <source>is it a safetensors file?</source>
        <translation>safetensors 파일입니까?</translation>
    </message>
    <message>
        <source>the file is cut short: a header of %1 bytes is announced, %2 follow</source>
        <translation>파일이 잘렸습니다: 헤더가 %1바이트로 예고되었으나 %2바이트가 있습니다</translation>
    </message>
    <message>
        <source>the header does not begin with {</source>
        <translation>헤더가 {로 시작하지 않습니다</translation>
    </message>
    <message>
        <source>%1: its type is &quot;%2&quot;, allowed are F64, F32, F16, BF16, I64, I32, I16, I8, U8 and BOOL</source>
        <translation>%1: 형식이 &quot;%2&quot;입니다. F64, F32, F16, BF16, I64, I32, I16, I8, U8, BOOL이 허용됩니다</translation>
    </message>
    <message>
        <source>convert the tensor in Python, for example with tensor.to(torch.bfloat16)</source>
        <translation>Python에서 텐서를 변환하십시오. 예: tensor.to(torch.bfloat16)</translation>
    </message>
    <message>
        <source>its shape is impossible</source>
        <translation>형상이 불가능합니다</translation>
    </message>
    <message>
        <source>bytes %1 to %2</source>
        <translation>바이트 %1~%2</translation>
    </message>
    <message>
        <source>it ends before it begins, at %1</source>
        <translation>%1에서 시작하기 전에 끝납니다</translation>
    </message>
    <message>
        <source>the file is cut short: the tensor takes %1 of the data, which has %2</source>
        <translation>파일이 잘렸습니다: 텐서가 데이터의 %1을(를) 차지하지만 데이터는 %2입니다</translation>
    </message>
    <message>
        <source>its shape and type need %1 bytes, but it has %2</source>
        <translation>형상과 형식에 %1바이트가 필요하지만 %2바이트입니다</translation>
    </message>
    <message>
        <source>%1: it overlaps %2</source>
        <translation>%1: %2과(와) 겹칩니다</translation>
    </message>
    <message>
        <source>%1: a gap of %2 bytes before it</source>
        <translation>%1: 앞에 %2바이트의 틈이 있습니다</translation>
    </message>
    <message>
        <source>%1 bytes follow the last tensor</source>
        <translation>마지막 텐서 뒤에 %1바이트가 더 있습니다</translation>
    </message>
    <message>
        <source>saved for &quot;%1&quot;, not for PyTorch; the axes of its weights may be in another order</source>
        <translation>PyTorch가 아니라 &quot;%1&quot;용으로 저장되었습니다. 가중치 축의 순서가 다를 수 있습니다</translation>
    </message>
    <message>
        <source>%1 is not dense</source>
        <translation>%1은(는) 밀집 텐서가 아닙니다</translation>
    </message>
    <message>
        <source>two tensors are called %1</source>
        <translation>이름이 %1인 텐서가 둘입니다</translation>
    </message>
    <message>
        <source>no tensor may be called __metadata__</source>
        <translation>텐서의 이름이 __metadata__일 수 없습니다</translation>
    </message>
    <message>
        <source>a name of a tensor or the description is no UTF-8</source>
        <translation>텐서의 이름이나 설명이 UTF-8이 아닙니다</translation>
    </message>
    <message>
        <source>a header of %1 bytes is needed, the format allows %2</source>
        <translation>헤더에 %1바이트가 필요하지만 형식은 %2바이트까지 허용합니다</translation>
    </message>
    <message>
        <source>choose another format</source>
        <translation>다른 형식을 고르십시오</translation>
    </message>
    <message>
        <source>this zip archive was not written by torch.save</source>
        <translation>torch.save가 쓴 zip 아카이브가 아닙니다</translation>
    </message>
    <message>
        <source>this is TorchScript, not a state_dict</source>
        <translation>state_dict가 아니라 TorchScript입니다</translation>
    </message>
    <message>
        <source>open it as the network itself; a file name that ends in .pt helps</source>
        <translation>네트워크 자체로 여십시오. 파일 이름이 .pt로 끝나면 됩니다</translation>
    </message>
    <message>
        <source>its numbers are big-endian</source>
        <translation>수가 빅 엔디언입니다</translation>
    </message>
    <message>
        <source>load and save it again on the machine that you use</source>
        <translation>지금 쓰는 컴퓨터에서 불러와 다시 저장하십시오</translation>
    </message>
    <message>
        <source>torch.save compresses nothing; in Python, load the file and save it again</source>
        <translation>torch.save는 압축하지 않습니다. Python에서 파일을 불러와 다시 저장하십시오</translation>
    </message>
    <message>
        <source>%1: it holds a program (__setstate__) that would run while the file is loaded</source>
        <translation>%1: 파일을 읽는 동안 실행될 프로그램(__setstate__)이 있습니다</translation>
    </message>
    <message>
        <source>quantised layers do that; export the network with float32 layers</source>
        <translation>양자화 레이어가 그렇습니다. float32 레이어로 네트워크를 내보내십시오</translation>
    </message>
    <message>
        <source>%1, line %2: nested deeper than %3, which is allowed</source>
        <translation>%1, %2행: 허용되는 %3단계보다 깊게 중첩되었습니다</translation>
    </message>
    <message>
        <source>PyTorch writes no such program; export the network again</source>
        <translation>PyTorch는 이런 프로그램을 쓰지 않습니다. 네트워크를 다시 내보내십시오</translation>
    </message>
    <message>
        <source>it has %1 strides for %2 axes</source>
        <translation>축 %2개에 스트라이드가 %1개입니다</translation>
    </message>
    <message>
        <source>its offset is negative</source>
        <translation>오프셋이 음수입니다</translation>
    </message>
    <message>
        <source>it reaches beyond the %1 elements of its storage</source>
        <translation>저장소의 원소 %1개를 넘습니다</translation>
    </message>
    <message>
        <source>it repeats elements of its storage</source>
        <translation>저장소의 원소를 되풀이합니다</translation>
    </message>
    <message>
        <source>the zip archive is split over several files</source>
        <translation>zip 아카이브가 여러 파일로 나뉘어 있습니다</translation>
    </message>
    <message>
        <source>join its parts first</source>
        <translation>먼저 조각을 합치십시오</translation>
    </message>
    <message>
        <source>the end of the zip archive is missing</source>
        <translation>zip 아카이브의 끝이 없습니다</translation>
    </message>
    <message>
        <source>the zip64 end record lies outside the file</source>
        <translation>zip64 끝 레코드가 파일 밖에 있습니다</translation>
    </message>
    <message>
        <source>the zip64 end record is missing</source>
        <translation>zip64 끝 레코드가 없습니다</translation>
    </message>
    <message>
        <source>the zip64 end record has an impossible size</source>
        <translation>zip64 끝 레코드의 크기가 불가능합니다</translation>
    </message>
    <message>
        <source>the end record and the zip64 end record disagree</source>
        <translation>끝 레코드와 zip64 끝 레코드가 어긋납니다</translation>
    </message>
    <message>
        <source>the directory of the zip archive lies outside the file</source>
        <translation>zip 아카이브의 목차가 파일 밖에 있습니다</translation>
    </message>
    <message>
        <source>the directory is too short for the %1 records that it announces</source>
        <translation>목차가 예고된 레코드 %1개보다 짧습니다</translation>
    </message>
    <message>
        <source>the directory of the zip archive is damaged</source>
        <translation>zip 아카이브의 목차가 손상되었습니다</translation>
    </message>
    <message>
        <source>the directory of the zip archive is cut short</source>
        <translation>zip 아카이브의 목차가 잘렸습니다</translation>
    </message>
    <message>
        <source>a record has no printable name</source>
        <translation>레코드의 이름을 표시할 수 없습니다</translation>
    </message>
    <message>
        <source>%1: its extra field is damaged</source>
        <translation>%1: 추가 필드가 손상되었습니다</translation>
    </message>
    <message>
        <source>write the archive again, stored or deflated</source>
        <translation>저장 또는 deflate 방식으로 아카이브를 다시 쓰십시오</translation>
    </message>
    <message>
        <source>it is encrypted</source>
        <translation>암호화되어 있습니다</translation>
    </message>
    <message>
        <source>it is a patch, not a content</source>
        <translation>내용이 아니라 패치입니다</translation>
    </message>
    <message>
        <source>it is compressed by method %1, allowed are 0 (stored) and 8 (deflated)</source>
        <translation>압축 방법이 %1입니다. 0(저장)과 8(deflate)이 허용됩니다</translation>
    </message>
    <message>
        <source>%1: %2 bytes cannot come from %3 stored ones</source>
        <translation>%1: 저장된 %3바이트에서 %2바이트가 나올 수 없습니다</translation>
    </message>
    <message>
        <source>%1: it lies outside the records of the archive</source>
        <translation>%1: 아카이브의 레코드 밖에 있습니다</translation>
    </message>
    <message>
        <source>%1: its local header is missing</source>
        <translation>%1: 로컬 헤더가 없습니다</translation>
    </message>
    <message>
        <source>%1: its local header is cut short</source>
        <translation>%1: 로컬 헤더가 잘렸습니다</translation>
    </message>
    <message>
        <source>%1: the extra field of its local header is damaged</source>
        <translation>%1: 로컬 헤더의 추가 필드가 손상되었습니다</translation>
    </message>
    <message>
        <source>%1: it reaches beyond the records of the archive</source>
        <translation>%1: 아카이브의 레코드를 넘습니다</translation>
    </message>
    <message>
        <source>%1: its local header and the directory disagree about %2</source>
        <translation>%1: 로컬 헤더와 목차가 어긋납니다(%2)</translation>
    </message>
    <message>
        <source>its name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>its method</source>
        <translation>방법</translation>
    </message>
    <message>
        <source>its size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>its CRC-32</source>
        <translation>CRC-32</translation>
    </message>
    <message>
        <source>%1 and %2 overlap</source>
        <translation>%1과(와) %2이(가) 겹칩니다</translation>
    </message>
    <message>
        <source>the directory holds more than the %1 records that it announces</source>
        <translation>목차의 레코드가 예고된 %1개보다 많습니다</translation>
    </message>
    <message>
        <source>there is no memory to inflate it</source>
        <translation>압축을 풀 메모리가 없습니다</translation>
    </message>
    <message>
        <source>it inflates to more than the %1 bytes that it announces</source>
        <translation>예고된 %1바이트보다 크게 풀립니다</translation>
    </message>
    <message>
        <source>its deflated bytes are damaged</source>
        <translation>압축된 바이트가 손상되었습니다</translation>
    </message>
    <message>
        <source>it inflates to %1 bytes but announces %2</source>
        <translation>%2바이트로 예고되었으나 %1바이트로 풀립니다</translation>
    </message>
    <message>
        <source>%1: its CRC-32 does not match</source>
        <translation>%1: CRC-32가 맞지 않습니다</translation>
    </message>
    <message>
        <source>%1: two records have this name</source>
        <translation>%1: 같은 이름의 레코드가 둘입니다</translation>
    </message>
    <message>
        <source>%1: it holds %2 bytes, allowed are %3</source>
        <translation>%1: %2바이트입니다. %3바이트까지 허용됩니다</translation>
    </message>
    <message>
        <source>is this the right file?</source>
        <translation>맞는 파일입니까?</translation>
    </message>
    <message>
        <source>a record of a zip archive needs a name of its own, not &quot;%1&quot;</source>
        <translation>zip 아카이브의 레코드에는 &quot;%1&quot;이(가) 아닌 고유한 이름이 필요합니다</translation>
    </message>
    <message>
        <source>%1 joins them with positions that are no channels</source>
        <translation>%1이(가) 채널이 아닌 위치와 결합합니다</translation>
    </message>
    <message>
        <source>PReLU of positions that are no channels</source>
        <translation>채널이 아닌 위치의 PReLU</translation>
    </message>
    <message>
        <source>%1 has no coupling rule here</source>
        <translation>여기서 %1에는 결합 규칙이 없습니다</translation>
    </message>
    <message>
        <source>%1 of a computed list</source>
        <translation>계산된 목록의 %1</translation>
    </message>
    <message>
        <source>%1 picks along this axis</source>
        <translation>%1이(가) 이 축을 따라 골라냅니다</translation>
    </message>
    <message>
        <source>%1 of a constant</source>
        <translation>상수의 %1</translation>
    </message>
    <message>
        <source>%1 of a computed axis</source>
        <translation>계산된 축의 %1</translation>
    </message>
    <message>
        <source>aten::index with several tensors of indices</source>
        <translation>인덱스 텐서가 여럿인 aten::index</translation>
    </message>
    <message>
        <source>aten::index by a mask or a computed list</source>
        <translation>마스크나 계산된 목록을 쓰는 aten::index</translation>
    </message>
    <message>
        <source>%1 of positions that are no channels</source>
        <translation>채널이 아닌 위치의 %1</translation>
    </message>
    <message>
        <source>%1 mixes along this axis</source>
        <translation>%1이(가) 이 축을 따라 섞습니다</translation>
    </message>
    <message>
        <source>BatchNorm takes the statistics of the batch (traced in training mode, or without running statistics)</source>
        <translation>BatchNorm이 배치의 통계를 씁니다(학습 모드로 추적했거나 이동 통계가 없음)</translation>
    </message>
    <message>
        <source>GroupNorm with computed groups</source>
        <translation>그룹 수가 계산되는 GroupNorm</translation>
    </message>
    <message>
        <source>GroupNorm over all channels mixes them</source>
        <translation>모든 채널에 걸친 GroupNorm이 채널을 섞습니다</translation>
    </message>
    <message>
        <source>LayerNorm over a computed shape</source>
        <translation>계산된 형상의 LayerNorm</translation>
    </message>
    <message>
        <source>LayerNorm mixes these channels</source>
        <translation>LayerNorm이 이 채널들을 섞습니다</translation>
    </message>
    <message>
        <source>%1 of a constant or vector</source>
        <translation>상수나 벡터의 %1</translation>
    </message>
    <message>
        <source>%1 by a computed factor</source>
        <translation>계산된 배율의 %1</translation>
    </message>
    <message>
        <source>%1 lays channels out along this axis</source>
        <translation>%1이(가) 이 축을 따라 채널을 펼칩니다</translation>
    </message>
    <message>
        <source>%1 makes pixels of all channels</source>
        <translation>%1이(가) 모든 채널을 픽셀로 만듭니다</translation>
    </message>
    <message>
        <source>%1 over computed axes</source>
        <translation>계산된 축의 %1</translation>
    </message>
    <message>
        <source>%1 with a vector has no coupling rule</source>
        <translation>벡터와의 %1에는 결합 규칙이 없습니다</translation>
    </message>
    <message>
        <source>attention: %1 sums products of them with computed values</source>
        <translation>어텐션: %1이(가) 계산된 값과의 곱을 더합니다</translation>
    </message>
    <message>
        <source>%1 takes their number from another tensor</source>
        <translation>%1이(가) 다른 텐서에서 개수를 얻습니다</translation>
    </message>
    <message>
        <source>%1 by computed numbers</source>
        <translation>계산된 수의 %1</translation>
    </message>
    <message>
        <source>%1 to a computed shape</source>
        <translation>계산된 형상으로의 %1</translation>
    </message>
    <message>
        <source>%1 of computed axes</source>
        <translation>계산된 축의 %1</translation>
    </message>
    <message>
        <source>softmax over these channels</source>
        <translation>이 채널들에 걸친 softmax</translation>
    </message>
    <message>
        <source>%1 over these channels</source>
        <translation>이 채널들에 걸친 %1</translation>
    </message>
    <message>
        <source>%1 of tensor values has no coupling rule</source>
        <translation>텐서 값의 %1에는 결합 규칙이 없습니다</translation>
    </message>
    <message>
        <source>%1 picks single channels</source>
        <translation>%1이(가) 개별 채널을 골라냅니다</translation>
    </message>
    <message>
        <source>items of a list that no split made</source>
        <translation>분할이 만들지 않은 목록의 항목</translation>
    </message>
    <message>
        <source>an item counted from the end</source>
        <translation>끝에서 센 항목</translation>
    </message>
    <message>
        <source>%1 into computed parts</source>
        <translation>계산된 조각으로의 %1</translation>
    </message>
    <message>
        <source>%1 reads positions, not channels</source>
        <translation>%1이(가) 채널이 아니라 위치를 읽습니다</translation>
    </message>
    <message>
        <source>a grouped convolution reads positions, not channels</source>
        <translation>그룹 합성곱이 채널이 아니라 위치를 읽습니다</translation>
    </message>
    <message>
        <source>the weights of %1 are computed</source>
        <translation>%1의 가중치가 계산됩니다</translation>
    </message>
    <message>
        <source>%1 without a batch axis has no coupling rule (%2)</source>
        <translation>배치 축이 없는 %1에는 결합 규칙이 없습니다(%2)</translation>
    </message>
    <message>
        <source>unknown probe &quot;%1&quot;</source>
        <translation>알 수 없는 프로브 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>write inversion, noise or data:PATH</source>
        <translation>inversion, noise 또는 data:경로를 쓰십시오</translation>
    </message>
    <message>
        <source>the loss of deep inversion is not a number</source>
        <translation>딥 인버전의 손실이 수가 아닙니다</translation>
    </message>
    <message>
        <source>take --probe noise, or --probe data:PATH</source>
        <translation>--probe noise 또는 --probe data:경로를 쓰십시오</translation>
    </message>
    <message>
        <source>deep inversion</source>
        <translation>딥 인버전</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>%2단계 중 %1단계</translation>
    </message>
    <message>
        <source>only a network with one input of numbers is inverted</source>
        <translation>수 입력이 하나인 네트워크만 역변환합니다</translation>
    </message>
    <message>
        <source>take --probe data:PATH</source>
        <translation>--probe data:경로를 쓰십시오</translation>
    </message>
    <message>
        <source>the network has no BatchNorm, so it does not tell what its training data was like</source>
        <translation>네트워크에 BatchNorm이 없어 학습 데이터가 어떠했는지 알 수 없습니다</translation>
    </message>
    <message>
        <source>take --probe noise or --probe data:PATH; the repair ar needs none and uses what LayerNorms imply</source>
        <translation>--probe noise 또는 --probe data:경로를 쓰십시오. 복구 ar은 프로브 없이 LayerNorm이 말해 주는 것을 씁니다</translation>
    </message>
    <message>
        <source>Fold-AR as published</source>
        <translation>논문의 Fold-AR</translation>
    </message>
    <message>
        <source>Fold-AR, bias scaled too</source>
        <translation>Fold-AR(편향도 조정)</translation>
    </message>
    <message>
        <source>one image has no variance; BatchNorm needs at least 2</source>
        <translation>이미지 한 장에는 분산이 없습니다. BatchNorm에는 2장 이상이 필요합니다</translation>
    </message>
    <message>
        <source>draw more</source>
        <translation>더 많이 뽑으십시오</translation>
    </message>
    <message>
        <source>BatchNorm re-estimation</source>
        <translation>BatchNorm 재추정</translation>
    </message>
    <message>
        <source>Least squares</source>
        <translation>최소제곱</translation>
    </message>
    <message>
        <source>Least squares, channels only</source>
        <translation>최소제곱(채널만)</translation>
    </message>
    <message>
        <source>No repair</source>
        <translation>복구 안 함</translation>
    </message>
    <message>
        <source>least squares has no unique solution</source>
        <translation>최소제곱의 해가 하나로 정해지지 않습니다</translation>
    </message>
    <message>
        <source>least squares</source>
        <translation>최소제곱</translation>
    </message>
    <message>
        <source>give more images, or a larger ridge</source>
        <translation>이미지를 늘리거나 릿지를 키우십시오</translation>
    </message>
    <message>
        <source>unknown repair &quot;%1&quot;</source>
        <translation>알 수 없는 복구 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>&quot;%1&quot; starts from the merged weights, so it can only come first</source>
        <translation>&quot;%1&quot;은(는) 병합된 가중치에서 시작하므로 맨 앞에만 올 수 있습니다</translation>
    </message>
    <message>
        <source>write it in front of the others, as in ar+bn</source>
        <translation>ar+bn처럼 다른 것 앞에 쓰십시오</translation>
    </message>
    <message>
        <source>least squares over numbers that are not finite</source>
        <translation>유한하지 않은 수의 최소제곱</translation>
    </message>
    <message>
        <source>look at the network&apos;s outputs on the probe</source>
        <translation>프로브에 대한 네트워크의 출력을 확인하십시오</translation>
    </message>
    <message>
        <source>the group was not analysed</source>
        <translation>그룹을 분석하지 않았습니다</translation>
    </message>
    <message>
        <source>as in --params 0.5</source>
        <translation>예: --params 0.5</translation>
    </message>
    <message>
        <source>more than 0 up to 1</source>
        <translation>0 초과 1 이하</translation>
    </message>
    <message>
        <source>0 to 1</source>
        <translation>0에서 1</translation>
    </message>
    <message>
        <source>budget of MACs</source>
        <translation>MAC 예산</translation>
    </message>
    <message>
        <source>budget of parameters</source>
        <translation>매개변수 예산</translation>
    </message>
    <message>
        <source>no data to evaluate on</source>
        <translation>평가할 데이터가 없습니다</translation>
    </message>
    <message>
        <source>give --data PATH, or name &quot;data&quot; in input.json beside the model</source>
        <translation>--data 경로를 주거나 모델 옆의 input.json에 &quot;data&quot;를 쓰십시오</translation>
    </message>
    <message>
        <source>the network of this run is no longer held</source>
        <translation>이 실행의 네트워크는 더 이상 보관되어 있지 않습니다</translation>
    </message>
    <message>
        <source>run its plan again</source>
        <translation>그 계획을 다시 실행하십시오</translation>
    </message>
    <message>
        <source>--k is &quot;%1&quot;, allowed is NAME=K with K from 1</source>
        <translation>--k가 &quot;%1&quot;입니다. 이름=K(K는 1 이상)가 허용됩니다</translation>
    </message>
    <message>
        <source>as in --k layer1.0.conv1=32</source>
        <translation>예: --k layer1.0.conv1=32</translation>
    </message>
    <message>
        <source>the network has no such group</source>
        <translation>네트워크에 그런 그룹이 없습니다</translation>
    </message>
    <message>
        <source>list its groups with pleat inspect</source>
        <translation>pleat inspect로 그룹 목록을 보십시오</translation>
    </message>
    <message>
        <source>known are %1, and chains as in ls+bn</source>
        <translation>지원하는 것: %1, 그리고 ls+bn 같은 연결</translation>
    </message>
    <message>
        <source>nothing says how much to keep</source>
        <translation>얼마나 유지할지 정해지지 않았습니다</translation>
    </message>
    <message>
        <source>add --keep R or --k NAME=K</source>
        <translation>--keep R 또는 --k 이름=K를 더하십시오</translation>
    </message>
    <message>
        <source>%1 is &quot;%2&quot;, allowed is %3</source>
        <translation>%1이(가) &quot;%2&quot;입니다. 허용: %3</translation>
    </message>
    <message>
        <source>correct the command</source>
        <translation>명령을 고치십시오</translation>
    </message>
    <message>
        <source>two numbers, as in 1,0.5</source>
        <translation>1,0.5처럼 수 두 개</translation>
    </message>
    <message>
        <source>all or inner</source>
        <translation>all 또는 inner</translation>
    </message>
    <message>
        <source>open the recipe itself</source>
        <translation>레시피 자체를 여십시오</translation>
    </message>
    <message>
        <source>distribute it in the Tuner</source>
        <translation>튜너에서 예산을 배분하십시오</translation>
    </message>
    <message>
        <source>no model is named</source>
        <translation>모델이 지정되지 않았습니다</translation>
    </message>
    <message>
        <source>copy it again</source>
        <translation>다시 복사하십시오</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is one word too many</source>
        <translation>&quot;%1&quot;은(는) 남는 단어입니다</translation>
    </message>
    <message>
        <source>quote names that hold blanks</source>
        <translation>빈칸이 있는 이름은 따옴표로 묶으십시오</translation>
    </message>
    <message>
        <source>unknown option %1</source>
        <translation>알 수 없는 옵션 %1</translation>
    </message>
    <message>
        <source>see pleat fold --help</source>
        <translation>pleat fold --help를 보십시오</translation>
    </message>
    <message>
        <source>%1 has no value</source>
        <translation>%1에 값이 없습니다</translation>
    </message>
    <message>
        <source>the text is no command &quot;pleat fold ...&quot;</source>
        <translation>&quot;pleat fold ...&quot; 명령이 아닙니다</translation>
    </message>
    <message>
        <source>copy a command or the JSON of a recipe</source>
        <translation>명령이나 레시피 JSON을 복사하십시오</translation>
    </message>
    <message>
        <source>the group is frozen: %1</source>
        <translation>고정된 그룹입니다: %1</translation>
    </message>
    <message>
        <source>%1 parameters are read by no operator (heads for training?); they stay as they are</source>
        <translation>어떤 연산자도 읽지 않는 매개변수가 %1개입니다(학습용 헤드?). 그대로 둡니다</translation>
    </message>
    <message>
        <source>numbers of 16 bits are computed with in float32, and saved in 16 bits again</source>
        <translation>16비트 수는 float32로 계산하고 다시 16비트로 저장합니다</translation>
    </message>
    <message>
        <source>unknown reduction &quot;%1&quot;</source>
        <translation>알 수 없는 축소 방식 &quot;%1&quot;</translation>
    </message>
    <message>
        <source>known are fold, prune, best</source>
        <translation>지원하는 것: fold, prune, best</translation>
    </message>
    <message>
        <source>k = %1, allowed is 1 to %2</source>
        <translation>k = %1. 1에서 %2까지 허용됩니다</translation>
    </message>
    <message>
        <source>change k</source>
        <translation>k를 바꾸십시오</translation>
    </message>
    <message>
        <source>leave it out</source>
        <translation>제외하십시오</translation>
    </message>
    <message>
        <source>no silhouette was measured</source>
        <translation>측정한 실루엣이 없습니다</translation>
    </message>
    <message>
        <source>the network cannot get smaller than %1, asked for are %2</source>
        <translation>네트워크는 %1보다 작아질 수 없으나 %2을(를) 요구했습니다</translation>
    </message>
    <message>
        <source>images are made %1 at a time, since the network&apos;s activations would not fit into memory</source>
        <translation>네트워크의 활성값이 메모리에 들어가지 않으므로 이미지를 %1장씩 만듭니다</translation>
    </message>
    <message>
        <source>a probe of %1 images, allowed is 1 or more</source>
        <translation>이미지 %1장의 프로브. 1장 이상이 허용됩니다</translation>
    </message>
    <message>
        <source>as in --samples 256</source>
        <translation>예: --samples 256</translation>
    </message>
    <message>
        <source>the images hold numbers that are not finite</source>
        <translation>이미지에 유한하지 않은 수가 있습니다</translation>
    </message>
    <message>
        <source>make them anew</source>
        <translation>다시 만드십시오</translation>
    </message>
    <message>
        <source>the project is too large at %1</source>
        <translation>프로젝트가 %1에서 너무 큽니다</translation>
    </message>
    <message>
        <source>remove runs that nobody needs</source>
        <translation>필요 없는 실행을 지우십시오</translation>
    </message>
    <message>
        <source>the project has no %1</source>
        <translation>프로젝트에 %1이(가) 없습니다</translation>
    </message>
    <message>
        <source>it is damaged, or no project of Pleat</source>
        <translation>손상되었거나 Pleat 프로젝트가 아닙니다</translation>
    </message>
    <message>
        <source>project version %1, this program reads %2</source>
        <translation>프로젝트 버전 %1. 이 프로그램은 %2을(를) 읽습니다</translation>
    </message>
    <message>
        <source>a number that no other run has</source>
        <translation>다른 실행에 없는 번호</translation>
    </message>
    <message>
        <source>manifest and recipe name different weights</source>
        <translation>목록과 레시피의 가중치가 다릅니다</translation>
    </message>
    <message>
        <source>the views are no JSON object</source>
        <translation>보기가 JSON 객체가 아닙니다</translation>
    </message>
    <message>
        <source>a cluster for each of the channels</source>
        <translation>채널마다 클러스터 하나</translation>
    </message>
    <message>
        <source>at most the channels</source>
        <translation>많아야 채널 수</translation>
    </message>
    <message>
        <source>repair %1 needs a probe</source>
        <translation>복구 %1에는 프로브가 필요합니다</translation>
    </message>
    <message>
        <source>add --probe inversion, noise or data:PATH</source>
        <translation>--probe inversion, noise 또는 data:경로를 더하십시오</translation>
    </message>
    <message>
        <source>the folded network has %1 parameters and %2 MACs, predicted were %3 and %4</source>
        <translation>폴딩한 네트워크의 매개변수는 %1, MAC은 %2이지만 예측값은 %3, %4입니다</translation>
    </message>
    <message>
        <source>work cannot be kept for recovery</source>
        <translation>복원용 작업을 보관할 수 없습니다</translation>
    </message>
    <message>
        <source>make this folder writable</source>
        <translation>이 폴더를 쓸 수 있게 하십시오</translation>
    </message>
    <message>
        <source>another job is under way</source>
        <translation>다른 작업이 진행 중입니다</translation>
    </message>
    <message>
        <source>the file holds %1 images, the recipe asks for %2</source>
        <translation>파일의 이미지는 %1장이지만 레시피는 %2장을 요구합니다</translation>
    </message>
    <message>
        <source>a recipe needs an open model</source>
        <translation>레시피에는 열린 모델이 필요합니다</translation>
    </message>
    <message>
        <source>open the model that it was made for, then open the recipe again</source>
        <translation>레시피를 만든 모델을 연 다음 레시피를 다시 여십시오</translation>
    </message>
    <message>
        <source>there is neither a command nor a recipe in it</source>
        <translation>명령도 레시피도 없습니다</translation>
    </message>
    <message>
        <source>copy a command &quot;pleat fold ...&quot; or the JSON of a recipe</source>
        <translation>&quot;pleat fold ...&quot; 명령이나 레시피 JSON을 복사하십시오</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>여는 중</translation>
    </message>
    <message>
        <source>timing</source>
        <translation>시간 측정</translation>
    </message>
    <message>
        <source>clustering</source>
        <translation>클러스터링</translation>
    </message>
    <message>
        <source>folding</source>
        <translation>폴딩</translation>
    </message>
    <message>
        <source>repair</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>probe</source>
        <translation>프로브</translation>
    </message>
    <message>
        <source>measuring</source>
        <translation>측정</translation>
    </message>
    <message>
        <source>evaluating</source>
        <translation>평가</translation>
    </message>
    <message>
        <source>comparing</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>similarity</source>
        <translation>유사도</translation>
    </message>
    <message>
        <source>similarities</source>
        <translation>유사도</translation>
    </message>
    <message>
        <source>tree</source>
        <translation>트리</translation>
    </message>
    <message>
        <source>eigenvectors</source>
        <translation>고유벡터</translation>
    </message>
    <message>
        <source>picture</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>quality</source>
        <translation>품질</translation>
    </message>
    <message>
        <source>original</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>folded</source>
        <translation>폴딩본</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>병합 후</translation>
    </message>
    <message>
        <source>repaired</source>
        <translation>복구 후</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>노이즈</translation>
    </message>
    <message>
        <source>inversion</source>
        <translation>역변환</translation>
    </message>
    <message>
        <source>Ward</source>
        <translation>Ward</translation>
    </message>
    <message>
        <source>Fold-AR</source>
        <translation>Fold-AR</translation>
    </message>
    <message>
        <source>REPAIR</source>
        <translation>REPAIR</translation>
    </message>
    <message>
        <source>training</source>
        <translation>학습</translation>
    </message>
    <message>
        <source>test</source>
        <translation>테스트</translation>
    </message>
    <message>
        <source>validation</source>
        <translation>검증</translation>
    </message>
    <message>
        <source>%1 = %2, allowed is 0 to %3</source>
        <translation>%1 = %2. 0에서 %3까지 허용됩니다</translation>
    </message>
    <message>
        <source>more than %1 scans</source>
        <translation>스캔이 %1개를 넘습니다</translation>
    </message>
    <message>
        <source>command line</source>
        <translation>명령줄</translation>
    </message>
    <message>
        <source>budget</source>
        <translation>예산</translation>
    </message>
    <message>
        <source>clipboard</source>
        <translation>클립보드</translation>
    </message>
    <message>
        <source>command</source>
        <translation>명령</translation>
    </message>
    <message>
        <source>features</source>
        <translation>특징</translation>
    </message>
    <message>
        <source>graph</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>reduction</source>
        <translation>축소 방식</translation>
    </message>
    <message>
        <source>weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>%1 would need about %2 of memory, but only %3 are free</source>
        <translation>%1에 메모리가 약 %2 필요하지만 남은 메모리는 %3뿐입니다</translation>
    </message>
    <message>
        <source>t-SNE of %1 channels</source>
        <translation>채널 %1개의 t-SNE</translation>
    </message>
    <message>
        <source>close other programs, or look at the principal components</source>
        <translation>다른 프로그램을 닫거나 주성분(PCA)을 보십시오</translation>
    </message>
    <message>
        <source>the weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>close other programs, or work on a machine with more memory</source>
        <translation>다른 프로그램을 닫거나 메모리가 더 많은 컴퓨터에서 작업하십시오</translation>
    </message>
    <message>
        <source>the statistics of its %1 channels</source>
        <translation>채널 %1개의 통계</translation>
    </message>
    <message>
        <source>close other programs, then try again; until then all of them stay</source>
        <translation>다른 프로그램을 닫고 다시 시도하십시오. 그때까지는 채널을 모두 유지합니다</translation>
    </message>
    <message>
        <source>allowed is 1 to %1</source>
        <translation>1에서 %1까지 허용됩니다</translation>
    </message>
    <message>
        <source>labels that are no clustering</source>
        <translation>클러스터링이 아닌 레이블</translation>
    </message>
    <message>
        <source>one label below k per channel, and every label used</source>
        <translation>채널마다 k보다 작은 레이블이 하나씩 있고, 모든 레이블이 쓰여야 합니다</translation>
    </message>
    <message>
        <source>weights of %1 x %2</source>
        <translation>%1 x %2 크기의 가중치</translation>
    </message>
    <message>
        <source>1 to %1 rows and columns</source>
        <translation>행과 열은 1에서 %1까지 허용됩니다</translation>
    </message>
    <message>
        <source>consumers with %1 columns for %2 channels</source>
        <translation>열이 %1개인데 채널은 %2개인 읽는 쪽 가중치</translation>
    </message>
    <message>
        <source>one column per channel</source>
        <translation>채널마다 열이 하나씩 있어야 합니다</translation>
    </message>
    <message>
        <source>an input of %1</source>
        <translation>크기가 %1인 입력</translation>
    </message>
    <message>
        <source>as many as the weights have columns</source>
        <translation>가중치의 열 수와 같아야 합니다</translation>
    </message>
    <message>
        <source>a weight that is no number or too large</source>
        <translation>수가 아니거나 너무 큰 가중치</translation>
    </message>
    <message>
        <source>numbers from -1000000 to 1000000</source>
        <translation>-1000000에서 1000000 사이의 수</translation>
    </message>
    <message>
        <source>the run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>close other programs, or lock the largest groups at all of their channels</source>
        <translation>다른 프로그램을 닫거나, 가장 큰 그룹들을 모든 채널을 유지한 채로 잠그십시오</translation>
    </message>
    <message>
        <source>the network</source>
        <translation>네트워크</translation>
    </message>
    <message>
        <source>the picture cannot be made</source>
        <translation>그림을 만들 수 없습니다</translation>
    </message>
    <message>
        <source>choose a smaller size or fewer dots per inch</source>
        <translation>크기나 인치당 점 수를 줄이십시오</translation>
    </message>
    <message>
        <source>%1: its storage of %2 bytes is cut short</source>
        <translation>%1: %2바이트의 저장소가 잘렸습니다</translation>
    </message>
    <message>
        <source>%1: its storage of %2 bytes is missing</source>
        <translation>%1: %2바이트의 저장소가 없습니다</translation>
    </message>
    <message>
        <source>%1 channels</source>
        <translation>채널 %1개</translation>
    </message>
    <message>
        <source>give a factor in that range</source>
        <translation>그 범위의 비중을 주십시오</translation>
    </message>
    <message>
        <source>put the labels of these images in its place, or take the file away</source>
        <translation>이 이미지들의 레이블로 바꾸거나 파일을 치우십시오</translation>
    </message>
    <message>
        <source>give a state_dict (.pth) or a safetensors file</source>
        <translation>state_dict(.pth)나 safetensors 파일을 주십시오</translation>
    </message>
    <message>
        <source>choose another group; all of its channels stay</source>
        <translation>다른 그룹을 고르십시오. 이 그룹의 채널은 모두 남습니다</translation>
    </message>
    <message>
        <source>the names and shapes are not those of the architecture that config.json wants (%1): %2 of %3 names have a place, but %4</source>
        <translation>이름과 형상이 config.json이 지정한 아키텍처(%1)와 다릅니다: 이름 %3개 중 %2개만 자리가 있습니다. 그러나 %4</translation>
    </message>
    <message>
        <source>the names and shapes belong to no architecture that is known (%1); none of them has a place for any of the names</source>
        <translation>이름과 형상이 알려진 아키텍처(%1)에 속하지 않습니다. 이 이름들이 들어갈 자리가 있는 아키텍처가 없습니다</translation>
    </message>
    <message>
        <source>the names and shapes belong to no architecture that is known (%1); nearest is %2, where %3 of %4 names have a place, but %5</source>
        <translation>이름과 형상이 알려진 아키텍처(%1)에 속하지 않습니다. 가장 가까운 것은 %2이며, 이름 %4개 중 %3개만 자리가 있습니다. 그러나 %5</translation>
    </message>
    <message>
        <source>1 channel</source>
        <translation>채널 1개</translation>
    </message>
    <message>
        <source>%1 reads %2 at once, but gets each of %3 alone</source>
        <translation>%1은(는) %2을(를) 한꺼번에 읽지만 채널 %3개를 하나씩 받습니다</translation>
    </message>
    <message>
        <source>%1 reads %2, but gets %3</source>
        <translation>%1은(는) %2을(를) 읽지만 %3개를 받습니다</translation>
    </message>
    <message>
        <source>stride %1 and a max-pool</source>
        <translation>스트라이드 %1, 최대 풀링 있음</translation>
    </message>
    <message>
        <source>stride %1 and no max-pool</source>
        <translation>스트라이드 %1, 최대 풀링 없음</translation>
    </message>
    <message>
        <source>a first kernel of 3 x 3 is taken for the form of small images: %1; &quot;stem_stride&quot; and &quot;stem_pool&quot; in the options of config.json change that</source>
        <translation>첫 3 x 3 커널은 작은 이미지용으로 봅니다: %1. config.json의 옵션 &quot;stem_stride&quot;와 &quot;stem_pool&quot;로 바꿀 수 있습니다</translation>
    </message>
    <message>
        <source>the group has no weights to cluster by</source>
        <translation>클러스터링할 가중치가 그룹에 없습니다</translation>
    </message>
    <message>
        <source>the group has no incoming weights to cluster by</source>
        <translation>클러스터링할 들어오는 가중치가 그룹에 없습니다</translation>
    </message>
    <message>
        <source>the group has no outgoing weights to cluster by</source>
        <translation>클러스터링할 나가는 가중치가 그룹에 없습니다</translation>
    </message>
    <message>
        <source>an operator</source>
        <translation>연산자</translation>
    </message>
    <message>
        <source>%1 joins axes of unequal size</source>
        <translation>%1이(가) 크기가 다른 축을 결합합니다</translation>
    </message>
    <message>
        <source>%1 takes more than there is</source>
        <translation>%1이(가) 있는 것보다 많이 가져갑니다</translation>
    </message>
    <message>
        <source>%1 cuts through channels that move together</source>
        <translation>%1이(가) 함께 움직이는 채널을 자릅니다</translation>
    </message>
    <message>
        <source>%1 has blocks of unequal size</source>
        <translation>%1의 블록 크기가 서로 다릅니다</translation>
    </message>
    <message>
        <source>%1 reads them in blocks together with plain positions</source>
        <translation>%1이(가) 채널을 블록으로, 그리고 일반 위치와 함께 읽습니다</translation>
    </message>
    <message>
        <source>%1 joins channels that are laid out differently</source>
        <translation>%1이(가) 배열이 다른 채널을 결합합니다</translation>
    </message>
    <message>
        <source>%1 regroups channels in a way that no fold can follow</source>
        <translation>%1이(가) 폴딩이 따라갈 수 없는 방식으로 채널을 다시 묶습니다</translation>
    </message>
    <message>
        <source>%1 lays a concatenation behind other channels</source>
        <translation>%1이(가) 이어 붙인 채널을 다른 채널 뒤에 배열합니다</translation>
    </message>
    <message>
        <source>%1 lays channels behind themselves</source>
        <translation>%1이(가) 채널을 자기 자신 뒤에 배열합니다</translation>
    </message>
    <message>
        <source>an image of %1 becomes %2, allowed are %3 pixels</source>
        <translation>%1 이미지가 %2이(가) 되지만 %3 픽셀까지 허용됩니다</translation>
    </message>
    <message>
        <source>an image of %1 becomes %2, which is smaller than crop, %3</source>
        <translation>%1 이미지가 %2이(가) 되며, 이는 crop %3보다 작습니다</translation>
    </message>
    <message>
        <source>its images are %1: both the first and the last axis may hold the channels (%2)</source>
        <translation>이미지가 %1입니다: 첫 축과 마지막 축이 모두 채널(%2)을 담을 수 있습니다</translation>
    </message>
    <message>
        <source>its images are %1: neither the first nor the last axis may hold the channels (%2)</source>
        <translation>이미지가 %1입니다: 첫 축도 마지막 축도 채널(%2)을 담을 수 없습니다</translation>
    </message>
    <message>
        <source>its samples are %1, but the network expects %2</source>
        <translation>샘플의 형상은 %1이지만 네트워크는 %2을(를) 기대합니다</translation>
    </message>
    <message>
        <source>its images become %1, but the network expects %2</source>
        <translation>이미지의 형상은 %1이(가) 되지만 네트워크는 %2을(를) 기대합니다</translation>
    </message>
    <message>
        <source>no training split in this folder, which would be %1</source>
        <translation>이 폴더에 학습 분할(%1)이 없습니다</translation>
    </message>
    <message>
        <source>no test split in this folder, which would be %1</source>
        <translation>이 폴더에 시험 분할(%1)이 없습니다</translation>
    </message>
    <message>
        <source>test/CLASS/IMAGE.png or val/CLASS/IMAGE.png</source>
        <translation>test/CLASS/IMAGE.png 또는 val/CLASS/IMAGE.png</translation>
    </message>
    <message>
        <source>an input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>no name is given to %1</source>
        <translation>%1에 이름이 없습니다</translation>
    </message>
    <message>
        <source>the name of %1 is not readable text</source>
        <translation>%1의 이름을 읽을 수 없습니다</translation>
    </message>
    <message>
        <source>an initializer</source>
        <translation>이니셜라이저</translation>
    </message>
    <message>
        <source>an output of %1</source>
        <translation>%1의 출력</translation>
    </message>
    <message>
        <source>%1 cannot be written to ONNX: it writes in place, over values that are read elsewhere</source>
        <translation>%1을(를) ONNX로 쓸 수 없습니다: 다른 곳에서 읽는 값 위에 덮어씁니다</translation>
    </message>
    <message>
        <source>the operator %1 cannot be written to ONNX</source>
        <translation>연산자 %1을(를) ONNX로 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>there is no dict of tensors in it</source>
        <translation>텐서의 dict가 없습니다</translation>
    </message>
    <message>
        <source>there is no dict of tensors in it, only %1</source>
        <translation>텐서의 dict가 없고 %1만 있습니다</translation>
    </message>
    <message>
        <source>it is quantised</source>
        <translation>양자화되어 있습니다</translation>
    </message>
    <message>
        <source>it is sparse</source>
        <translation>희소합니다</translation>
    </message>
    <message>
        <source>it is on the meta device and has no values</source>
        <translation>meta 장치에 있어 값이 없습니다</translation>
    </message>
    <message>
        <source>it is nested</source>
        <translation>중첩되어 있습니다</translation>
    </message>
    <message>
        <source>it is of a device that saves no storages</source>
        <translation>저장소를 저장하지 않는 장치의 것입니다</translation>
    </message>
    <message>
        <source>it has a type that PyTorch 1.13 does not know</source>
        <translation>PyTorch 1.13이 모르는 형식입니다</translation>
    </message>
    <message>
        <source>it is complex</source>
        <translation>복소수입니다</translation>
    </message>
    <message>
        <source>%1: its storage %2 is missing</source>
        <translation>%1: 저장소 %2이(가) 없습니다</translation>
    </message>
    <message>
        <source>%1: its storage %2 has %3 bytes instead of %4</source>
        <translation>%1: 저장소 %2이(가) %4바이트가 아니라 %3바이트입니다</translation>
    </message>
    <message>
        <source>%1: its storage %2 is compressed</source>
        <translation>%1: 저장소 %2이(가) 압축되어 있습니다</translation>
    </message>
    <message>
        <source>%1 is %2, allowed is %3</source>
        <translation>%1이(가) %2입니다. 허용: %3</translation>
    </message>
    <message>
        <source>the fraction</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>the multiple</source>
        <translation>배수</translation>
    </message>
    <message>
        <source>the floor</source>
        <translation>하한</translation>
    </message>
    <message>
        <source>--recipe names a file</source>
        <translation>--recipe은(는) 파일을 지정합니다</translation>
    </message>
    <message>
        <source>--params spends a budget</source>
        <translation>--params은(는) 예산을 나눕니다</translation>
    </message>
    <message>
        <source>--macs spends a budget</source>
        <translation>--macs은(는) 예산을 나눕니다</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>emptyText</name>
    <message>
        <source>Open a model to see the channels of its groups.</source>
        <translation>그룹의 채널을 보려면 모델을 여십시오.</translation>
    </message>
    <message>
        <source>Select a group in the table on the left.</source>
        <translation>왼쪽 표에서 그룹을 선택하십시오.</translation>
    </message>
    <message>
        <source>This group is frozen, so its channels are not clustered:
%1

Select another group.</source>
        <translation>고정된 그룹이므로 채널을 클러스터링하지 않습니다:
%1

다른 그룹을 선택하십시오.</translation>
    </message>
    <message>
        <source>The statistics of this group could not be computed:
%1</source>
        <translation>이 그룹의 통계를 계산할 수 없습니다:
%1</translation>
    </message>
    <message>
        <source>The statistics of this group are being computed.</source>
        <translation>이 그룹의 통계를 계산하고 있습니다.</translation>
    </message>
</context>
<context>
    <name>kinds</name>
    <message>
        <source>abs</source>
        <translation>절댓값</translation>
    </message>
    <message>
        <source>add</source>
        <translation>더하기</translation>
    </message>
    <message>
        <source>addcdiv</source>
        <translation>addcdiv</translation>
    </message>
    <message>
        <source>addcmul</source>
        <translation>addcmul</translation>
    </message>
    <message>
        <source>arange</source>
        <translation>arange</translation>
    </message>
    <message>
        <source>argmax</source>
        <translation>argmax</translation>
    </message>
    <message>
        <source>argmin</source>
        <translation>argmin</translation>
    </message>
    <message>
        <source>atan2</source>
        <translation>atan2</translation>
    </message>
    <message>
        <source>attention</source>
        <translation>어텐션</translation>
    </message>
    <message>
        <source>average pool</source>
        <translation>평균 풀링</translation>
    </message>
    <message>
        <source>batch norm</source>
        <translation>배치 정규화</translation>
    </message>
    <message>
        <source>bitwise not</source>
        <translation>비트 NOT</translation>
    </message>
    <message>
        <source>ceil</source>
        <translation>올림</translation>
    </message>
    <message>
        <source>celu</source>
        <translation>CELU</translation>
    </message>
    <message>
        <source>clamp</source>
        <translation>범위 제한</translation>
    </message>
    <message>
        <source>clamp max</source>
        <translation>상한 제한</translation>
    </message>
    <message>
        <source>clamp min</source>
        <translation>하한 제한</translation>
    </message>
    <message>
        <source>concat</source>
        <translation>이어 붙이기</translation>
    </message>
    <message>
        <source>convolution</source>
        <translation>합성곱</translation>
    </message>
    <message>
        <source>cos</source>
        <translation>cos</translation>
    </message>
    <message>
        <source>depthwise convolution</source>
        <translation>깊이별 합성곱</translation>
    </message>
    <message>
        <source>divide</source>
        <translation>나누기</translation>
    </message>
    <message>
        <source>elu</source>
        <translation>ELU</translation>
    </message>
    <message>
        <source>embedding</source>
        <translation>임베딩</translation>
    </message>
    <message>
        <source>empty</source>
        <translation>빈 텐서</translation>
    </message>
    <message>
        <source>equal</source>
        <translation>같음</translation>
    </message>
    <message>
        <source>erf</source>
        <translation>erf</translation>
    </message>
    <message>
        <source>exp</source>
        <translation>exp</translation>
    </message>
    <message>
        <source>expm1</source>
        <translation>expm1</translation>
    </message>
    <message>
        <source>flip</source>
        <translation>뒤집기</translation>
    </message>
    <message>
        <source>floor</source>
        <translation>내림</translation>
    </message>
    <message>
        <source>floor divide</source>
        <translation>정수 나누기</translation>
    </message>
    <message>
        <source>fmod</source>
        <translation>fmod</translation>
    </message>
    <message>
        <source>full</source>
        <translation>상수 텐서</translation>
    </message>
    <message>
        <source>gelu</source>
        <translation>GELU</translation>
    </message>
    <message>
        <source>glu</source>
        <translation>GLU</translation>
    </message>
    <message>
        <source>greater</source>
        <translation>초과</translation>
    </message>
    <message>
        <source>greater or equal</source>
        <translation>이상</translation>
    </message>
    <message>
        <source>group norm</source>
        <translation>그룹 정규화</translation>
    </message>
    <message>
        <source>hardshrink</source>
        <translation>Hardshrink</translation>
    </message>
    <message>
        <source>hardsigmoid</source>
        <translation>Hardsigmoid</translation>
    </message>
    <message>
        <source>hardswish</source>
        <translation>Hardswish</translation>
    </message>
    <message>
        <source>hardtanh</source>
        <translation>Hardtanh</translation>
    </message>
    <message>
        <source>index</source>
        <translation>색인</translation>
    </message>
    <message>
        <source>index select</source>
        <translation>색인 선택</translation>
    </message>
    <message>
        <source>input</source>
        <translation>입력</translation>
    </message>
    <message>
        <source>instance norm</source>
        <translation>인스턴스 정규화</translation>
    </message>
    <message>
        <source>isnan</source>
        <translation>isnan</translation>
    </message>
    <message>
        <source>layer norm</source>
        <translation>레이어 정규화</translation>
    </message>
    <message>
        <source>leaky relu</source>
        <translation>Leaky ReLU</translation>
    </message>
    <message>
        <source>lerp</source>
        <translation>lerp</translation>
    </message>
    <message>
        <source>less</source>
        <translation>미만</translation>
    </message>
    <message>
        <source>less or equal</source>
        <translation>이하</translation>
    </message>
    <message>
        <source>linear</source>
        <translation>선형</translation>
    </message>
    <message>
        <source>linspace</source>
        <translation>linspace</translation>
    </message>
    <message>
        <source>log</source>
        <translation>log</translation>
    </message>
    <message>
        <source>log sigmoid</source>
        <translation>로그 시그모이드</translation>
    </message>
    <message>
        <source>log softmax</source>
        <translation>로그 소프트맥스</translation>
    </message>
    <message>
        <source>log1p</source>
        <translation>log1p</translation>
    </message>
    <message>
        <source>log2</source>
        <translation>log2</translation>
    </message>
    <message>
        <source>logical and</source>
        <translation>논리 AND</translation>
    </message>
    <message>
        <source>logical not</source>
        <translation>논리 NOT</translation>
    </message>
    <message>
        <source>logical or</source>
        <translation>논리 OR</translation>
    </message>
    <message>
        <source>logsumexp</source>
        <translation>LogSumExp</translation>
    </message>
    <message>
        <source>masked fill</source>
        <translation>마스크 채우기</translation>
    </message>
    <message>
        <source>matrix product</source>
        <translation>행렬 곱</translation>
    </message>
    <message>
        <source>max</source>
        <translation>최댓값</translation>
    </message>
    <message>
        <source>max pool</source>
        <translation>최대 풀링</translation>
    </message>
    <message>
        <source>maximum</source>
        <translation>큰 값</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>평균</translation>
    </message>
    <message>
        <source>min</source>
        <translation>최솟값</translation>
    </message>
    <message>
        <source>minimum</source>
        <translation>작은 값</translation>
    </message>
    <message>
        <source>mish</source>
        <translation>Mish</translation>
    </message>
    <message>
        <source>multiply</source>
        <translation>곱하기</translation>
    </message>
    <message>
        <source>nan to num</source>
        <translation>NaN 바꾸기</translation>
    </message>
    <message>
        <source>negate</source>
        <translation>부호 반전</translation>
    </message>
    <message>
        <source>new full</source>
        <translation>새 상수 텐서</translation>
    </message>
    <message>
        <source>new ones</source>
        <translation>새 1 텐서</translation>
    </message>
    <message>
        <source>new zeros</source>
        <translation>새 0 텐서</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>노름</translation>
    </message>
    <message>
        <source>not equal</source>
        <translation>같지 않음</translation>
    </message>
    <message>
        <source>ones</source>
        <translation>1 텐서</translation>
    </message>
    <message>
        <source>pad</source>
        <translation>패딩</translation>
    </message>
    <message>
        <source>pixel shuffle</source>
        <translation>픽셀 셔플</translation>
    </message>
    <message>
        <source>pixel unshuffle</source>
        <translation>픽셀 언셔플</translation>
    </message>
    <message>
        <source>power</source>
        <translation>거듭제곱</translation>
    </message>
    <message>
        <source>prelu</source>
        <translation>PReLU</translation>
    </message>
    <message>
        <source>product</source>
        <translation>곱</translation>
    </message>
    <message>
        <source>reciprocal</source>
        <translation>역수</translation>
    </message>
    <message>
        <source>reflection pad</source>
        <translation>반사 패딩</translation>
    </message>
    <message>
        <source>relu</source>
        <translation>ReLU</translation>
    </message>
    <message>
        <source>relu6</source>
        <translation>ReLU6</translation>
    </message>
    <message>
        <source>remainder</source>
        <translation>나머지</translation>
    </message>
    <message>
        <source>repeat</source>
        <translation>반복</translation>
    </message>
    <message>
        <source>repeat interleave</source>
        <translation>원소 반복</translation>
    </message>
    <message>
        <source>replication pad</source>
        <translation>복제 패딩</translation>
    </message>
    <message>
        <source>rms norm</source>
        <translation>RMS 정규화</translation>
    </message>
    <message>
        <source>roll</source>
        <translation>순환 이동</translation>
    </message>
    <message>
        <source>round</source>
        <translation>반올림</translation>
    </message>
    <message>
        <source>rrelu</source>
        <translation>RReLU</translation>
    </message>
    <message>
        <source>rsqrt</source>
        <translation>제곱근의 역수</translation>
    </message>
    <message>
        <source>selu</source>
        <translation>SELU</translation>
    </message>
    <message>
        <source>sigmoid</source>
        <translation>시그모이드</translation>
    </message>
    <message>
        <source>sign</source>
        <translation>부호</translation>
    </message>
    <message>
        <source>silu</source>
        <translation>SiLU</translation>
    </message>
    <message>
        <source>sin</source>
        <translation>sin</translation>
    </message>
    <message>
        <source>softmax</source>
        <translation>소프트맥스</translation>
    </message>
    <message>
        <source>softplus</source>
        <translation>Softplus</translation>
    </message>
    <message>
        <source>softshrink</source>
        <translation>Softshrink</translation>
    </message>
    <message>
        <source>sqrt</source>
        <translation>제곱근</translation>
    </message>
    <message>
        <source>square</source>
        <translation>제곱</translation>
    </message>
    <message>
        <source>stack</source>
        <translation>쌓기</translation>
    </message>
    <message>
        <source>standard deviation</source>
        <translation>표준편차</translation>
    </message>
    <message>
        <source>subtract</source>
        <translation>빼기</translation>
    </message>
    <message>
        <source>sum</source>
        <translation>합</translation>
    </message>
    <message>
        <source>tanh</source>
        <translation>tanh</translation>
    </message>
    <message>
        <source>threshold</source>
        <translation>문턱값</translation>
    </message>
    <message>
        <source>transposed convolution</source>
        <translation>전치 합성곱</translation>
    </message>
    <message>
        <source>truncate</source>
        <translation>버림</translation>
    </message>
    <message>
        <source>upsample bicubic</source>
        <translation>쌍삼차 업샘플링</translation>
    </message>
    <message>
        <source>upsample bilinear</source>
        <translation>쌍선형 업샘플링</translation>
    </message>
    <message>
        <source>upsample linear</source>
        <translation>선형 업샘플링</translation>
    </message>
    <message>
        <source>upsample nearest</source>
        <translation>최근접 업샘플링</translation>
    </message>
    <message>
        <source>upsample trilinear</source>
        <translation>삼중 선형 업샘플링</translation>
    </message>
    <message>
        <source>variance</source>
        <translation>분산</translation>
    </message>
    <message>
        <source>where</source>
        <translation>조건 선택</translation>
    </message>
    <message>
        <source>zeros</source>
        <translation>0 텐서</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>Loading LibTorch…</source>
        <translation>LibTorch를 불러오는 중…</translation>
    </message>
    <message>
        <source>The workbench cannot be loaded.
%1
Install Pleat again.</source>
        <translation>작업 도구를 불러올 수 없습니다.
%1
Pleat을 다시 설치하십시오.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::AboutDialog</name>
    <message>
        <source>About Pleat</source>
        <translation>Pleat 정보</translation>
    </message>
    <message>
        <source>&lt;h2&gt;Pleat %1&lt;/h2&gt;&lt;p&gt;A workbench for model folding: neural networks become smaller by merging channels that resemble each other, without data and without fine-tuning.&lt;/p&gt;&lt;p&gt;The method: %2.&lt;/p&gt;&lt;p&gt;Pleat is free software under the GNU General Public License, version 3 or later. It comes without any warranty.&lt;/p&gt;&lt;h3&gt;Made with&lt;/h3&gt;%3&lt;h3&gt;Colours&lt;/h3&gt;&lt;p&gt;Clusters: the twelve colours of Martin Krzywinski for colour blindness. Cividis: Nuñez, Anderton and Renslow, PLOS ONE 2018.&lt;/p&gt;</source>
        <translation>&lt;h2&gt;Pleat %1&lt;/h2&gt;&lt;p&gt;모델 폴딩을 위한 작업 도구입니다. 데이터도 미세 조정도 없이, 서로 닮은 채널을 병합하여 신경망을 더 작게 만듭니다.&lt;/p&gt;&lt;p&gt;방법: %2.&lt;/p&gt;&lt;p&gt;Pleat은 GNU General Public License 버전 3 이상을 따르는 자유 소프트웨어입니다. 어떠한 보증도 하지 않습니다.&lt;/p&gt;&lt;h3&gt;사용한 소프트웨어&lt;/h3&gt;%3&lt;h3&gt;색&lt;/h3&gt;&lt;p&gt;클러스터: Martin Krzywinski의 색각 이상을 고려한 열두 색. Cividis: Nuñez, Anderton, Renslow, PLOS ONE 2018.&lt;/p&gt;</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>이 창을 닫습니다</translation>
    </message>
</context>
<context>
    <name>pleat::ui::Analysis</name>
    <message>
        <source>Statistics of %1</source>
        <translation>%1의 통계</translation>
    </message>
</context>
<context>
    <name>pleat::ui::AutoRun</name>
    <message>
        <source>The images of the probe have to be made first: run the plan once by hand</source>
        <translation>먼저 프로브 이미지를 만들어야 합니다. 계획을 한 번 직접 실행하십시오</translation>
    </message>
</context>
<context>
    <name>pleat::ui::BesidePane</name>
    <message>
        <source>View beside</source>
        <translation>나란히 둔 보기</translation>
    </message>
    <message>
        <source>The second view, which is linked with the first one like all others</source>
        <translation>두 번째 보기입니다. 다른 보기와 마찬가지로 첫 번째 보기와 연결됩니다</translation>
    </message>
    <message>
        <source>no view</source>
        <translation>보기 없음</translation>
    </message>
    <message>
        <source>Beside</source>
        <translation>나란히</translation>
    </message>
    <message>
        <source>Close the second view</source>
        <translation>두 번째 보기 닫기</translation>
    </message>
    <message>
        <source>Puts this view back among the tabs</source>
        <translation>이 보기를 탭으로 되돌립니다</translation>
    </message>
</context>
<context>
    <name>pleat::ui::ChannelLine</name>
    <message>
        <source>Channel</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>The channel under the pointer, in any view, or else the channels that are selected</source>
        <translation>어느 보기에서든 포인터 아래의 채널, 없으면 선택한 채널</translation>
    </message>
    <message>
        <source>Channel %1: cluster %2, size %3, norm %4</source>
        <translation>채널 %1: 클러스터 %2, 크기 %3, 노름 %4</translation>
    </message>
    <message>
        <source>No channel selected</source>
        <translation>선택한 채널 없음</translation>
    </message>
    <message>
        <source>Channels selected: %1, in clusters: %2</source>
        <translation>선택한 채널: %1, 클러스터: %2</translation>
    </message>
</context>
<context>
    <name>pleat::ui::CheatSheet</name>
    <message>
        <source>Cheat sheet</source>
        <translation>요약표</translation>
    </message>
    <message>
        <source>section</source>
        <translation>구역</translation>
    </message>
    <message>
        <source>term</source>
        <translation>용어</translation>
    </message>
    <message>
        <source>meaning</source>
        <translation>뜻</translation>
    </message>
    <message>
        <source>Formulas, terms and keys of folding on one page. Save page writes it in the size of A4, to print it.</source>
        <translation>폴딩의 공식, 용어, 키를 한 페이지에 모았습니다. 페이지 저장은 인쇄할 수 있도록 A4 크기로 씁니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::CheatSheetDialog</name>
    <message>
        <source>Cheat sheet</source>
        <translation>요약표</translation>
    </message>
    <message>
        <source>Where the page was saved</source>
        <translation>페이지를 저장한 위치</translation>
    </message>
    <message>
        <source>&amp;Save page...</source>
        <translation>페이지 저장(&amp;S)...</translation>
    </message>
    <message>
        <source>Save the page</source>
        <translation>페이지 저장</translation>
    </message>
    <message>
        <source>As PDF, SVG or PNG, in the size of A4, to print it</source>
        <translation>인쇄할 수 있도록 A4 크기의 PDF, SVG, PNG로 저장합니다</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>닫기(&amp;C)</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Pages (*.pdf *.svg *.png)</source>
        <translation>페이지 (*.pdf *.svg *.png)</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1을(를) 저장했습니다</translation>
    </message>
</context>
<context>
    <name>pleat::ui::ClusterPlot</name>
    <message>
        <source>Scatter of the channels</source>
        <translation>채널 산점도</translation>
    </message>
    <message>
        <source>component %1 (%2 % of variance)</source>
        <translation>성분 %1(분산의 %2 %)</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>선택됨</translation>
    </message>
    <message>
        <source>norm</source>
        <translation>노름</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>The arrow keys walk from channel to channel, Space selects. %1</source>
        <translation>화살표 키로 채널을 옮겨 다니고 Space로 선택합니다. %1</translation>
    </message>
</context>
<context>
    <name>pleat::ui::ClusteringBadge</name>
    <message>
        <source>State of the clusters</source>
        <translation>클러스터 상태</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>exact</source>
        <translation>정확</translation>
    </message>
    <message>
        <source>The clusters shown are those that folding uses</source>
        <translation>폴딩에 쓰는 바로 그 클러스터입니다</translation>
    </message>
    <message>
        <source>preview</source>
        <translation>미리보기</translation>
    </message>
    <message>
        <source>A cut of the Ward tree, until the clusterer has run</source>
        <translation>클러스터링이 끝날 때까지 Ward 트리를 자른 결과입니다</translation>
    </message>
</context>
<context>
    <name>pleat::ui::ClusteringChooser</name>
    <message>
        <source>Clusterer</source>
        <translation>클러스터링 방법</translation>
    </message>
    <message>
        <source>Features</source>
        <translation>특징</translation>
    </message>
    <message>
        <source>Weights of the features</source>
        <translation>특징의 가중치</translation>
    </message>
    <message>
        <source>Cl&amp;usterer</source>
        <translation>방법(&amp;U)</translation>
    </message>
    <message>
        <source>Featu&amp;res</source>
        <translation>특징(&amp;R)</translation>
    </message>
    <message>
        <source>Weight of incoming features</source>
        <translation>들어오는 특징의 가중치</translation>
    </message>
    <message>
        <source>Factor on the features from the layers that make the channels</source>
        <translation>채널을 만드는 레이어에서 얻은 특징에 곱하는 수</translation>
    </message>
    <message>
        <source>Weight of outgoing features</source>
        <translation>나가는 특징의 가중치</translation>
    </message>
    <message>
        <source>Factor on the features from the layers that read the channels</source>
        <translation>채널을 읽는 레이어에서 얻은 특징에 곱하는 수</translation>
    </message>
    <message>
        <source>Starts</source>
        <translation>시작 횟수</translation>
    </message>
    <message>
        <source>How often clusterers that draw their start try anew; the best counts</source>
        <translation>무작위로 시작하는 방법을 되풀이하는 횟수. 가장 좋은 것을 씁니다</translation>
    </message>
    <message>
        <source>&amp;Incoming weight</source>
        <translation>들어오는 특징 비중(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Outgoing weight</source>
        <translation>나가는 특징 비중(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Starts</source>
        <translation>시작 횟수(&amp;S)</translation>
    </message>
    <message>
        <source>Which channels are merged is decided by this clusterer</source>
        <translation>어느 채널을 병합할지 이 방법이 정합니다</translation>
    </message>
    <message>
        <source>What the clusterer compares</source>
        <translation>클러스터링이 비교하는 것</translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation>먼저 모델을 여십시오</translation>
    </message>
    <message>
        <source>Weights of incoming and outgoing features, how often a drawn start is tried, and the seed</source>
        <translation>들어오는 특징과 나가는 특징의 비중, 무작위 시작점을 시도하는 횟수, 시드</translation>
    </message>
    <message>
        <source>Seed</source>
        <translation>시드</translation>
    </message>
    <message>
        <source>Seed of everything that the plan draws: starts of a clusterer, images of a probe</source>
        <translation>계획이 무작위로 뽑는 모든 것의 시드: 클러스터링의 시작점, 프로브 이미지</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>시드(&amp;E)</translation>
    </message>
</context>
<context>
    <name>pleat::ui::ClustersView</name>
    <message>
        <source>Clusters of channels</source>
        <translation>채널의 클러스터</translation>
    </message>
    <message>
        <source>Summary of the clusters</source>
        <translation>클러스터 요약</translation>
    </message>
    <message>
        <source>The group cannot be clustered at this k:
%1</source>
        <translation>이 k에서는 그룹을 클러스터링할 수 없습니다:
%1</translation>
    </message>
    <message>
        <source>%1 channels in %2 clusters, %3 of a single channel (grey dots)</source>
        <translation>클러스터 %2개에 채널 %1개, 그중 채널이 하나뿐인 클러스터 %3개(회색 점)</translation>
    </message>
    <message>
        <source>%1; %2 selected</source>
        <translation>%1, %2개 선택</translation>
    </message>
    <message>
        <source>Channel %1
Cluster %2 of %3, size %4
Distance to its centre %5</source>
        <translation>채널 %1
클러스터 %2/%3, 크기 %4
중심까지의 거리 %5</translation>
    </message>
    <message>
        <source>Silhouette %1
Nearest other cluster %2</source>
        <translation>실루엣 %1
가장 가까운 다른 클러스터 %2</translation>
    </message>
    <message>
        <source>Picture by</source>
        <translation>그림 방법</translation>
    </message>
    <message>
        <source>PCA is there at once and keeps large distances. t-SNE keeps neighbours together; it takes a while, and its distances between clusters mean little.</source>
        <translation>PCA는 바로 나오며 먼 거리를 지킵니다. t-SNE는 이웃을 함께 두지만 시간이 걸리고, 클러스터 사이의 거리는 큰 의미가 없습니다.</translation>
    </message>
    <message>
        <source>PCA</source>
        <translation>PCA</translation>
    </message>
    <message>
        <source>t-SNE</source>
        <translation>t-SNE</translation>
    </message>
    <message>
        <source>Stop t-SNE</source>
        <translation>t-SNE 중지</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>계속</translation>
    </message>
    <message>
        <source>State of t-SNE</source>
        <translation>t-SNE 상태</translation>
    </message>
    <message>
        <source>Steps that are done, and the divergence of Kullback and Leibler that they lower</source>
        <translation>끝난 단계 수와 줄여 가는 쿨백-라이블러 발산</translation>
    </message>
    <message>
        <source>Pict&amp;ure</source>
        <translation>그림(&amp;U)</translation>
    </message>
    <message>
        <source>Shift adds, Ctrl toggles. A click picks a single channel, a click beside the marks none. A double click on a mark picks its cluster and centres it in the Matrix view.</source>
        <translation>Shift는 더하고 Ctrl은 켜고 끕니다. 클릭하면 채널 하나를 고르고, 표시 밖을 클릭하면 선택을 지웁니다. 표시를 두 번 클릭하면 그 클러스터를 골라 행렬 보기의 가운데에 놓습니다.</translation>
    </message>
    <message>
        <source>Pan</source>
        <translation>이동</translation>
    </message>
    <message>
        <source>Drag pans</source>
        <translation>끌어서 이동</translation>
    </message>
    <message>
        <source>A drag pans, the wheel zooms, a double click beside the marks fits. %1</source>
        <translation>끌면 이동하고, 휠로 확대·축소하며, 표시 밖을 두 번 클릭하면 전체를 맞춥니다. %1</translation>
    </message>
    <message>
        <source>Box</source>
        <translation>사각형</translation>
    </message>
    <message>
        <source>Drag selects in a box</source>
        <translation>사각형으로 선택</translation>
    </message>
    <message>
        <source>A drag selects the channels in a rectangle. %1</source>
        <translation>끌어서 만든 사각형 안의 채널을 선택합니다. %1</translation>
    </message>
    <message>
        <source>Lasso</source>
        <translation>올가미</translation>
    </message>
    <message>
        <source>Drag selects in an outline</source>
        <translation>윤곽으로 선택</translation>
    </message>
    <message>
        <source>A drag selects the channels that it goes around. %1</source>
        <translation>끌어서 두른 채널을 선택합니다. %1</translation>
    </message>
    <message>
        <source>Numbers</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Numbers of the clusters</source>
        <translation>클러스터 번호</translation>
    </message>
    <message>
        <source>Writes the number of each cluster of two channels or more at the middle of its marks</source>
        <translation>채널이 둘 이상인 클러스터의 번호를 표시들 가운데에 씁니다</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>크기</translation>
    </message>
    <message>
        <source>Size by norm</source>
        <translation>노름에 따른 크기</translation>
    </message>
    <message>
        <source>The area of a mark follows the norm of the channel&apos;s weights</source>
        <translation>표시의 넓이가 채널 가중치의 노름을 따릅니다</translation>
    </message>
    <message>
        <source>t-SNE 1 (perplexity %1)</source>
        <translation>t-SNE 1(퍼플렉시티 %1)</translation>
    </message>
    <message>
        <source>t-SNE 2</source>
        <translation>t-SNE 2</translation>
    </message>
    <message>
        <source>component %1 (%2 % of variance)</source>
        <translation>성분 %1(분산의 %2 %)</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stops t-SNE and keeps what it has drawn</source>
        <translation>t-SNE를 멈추고 그린 것을 남깁니다</translation>
    </message>
    <message>
        <source>Goes on with t-SNE to its last step</source>
        <translation>t-SNE를 마지막 단계까지 계속합니다</translation>
    </message>
    <message>
        <source>finding neighbours; PCA meanwhile</source>
        <translation>이웃을 찾는 중, 그동안 PCA</translation>
    </message>
    <message>
        <source>stopped; this is PCA</source>
        <translation>중지됨, 이 그림은 PCA</translation>
    </message>
    <message>
        <source>step %1 of %2, KL %3</source>
        <translation>단계 %1/%2, KL %3</translation>
    </message>
    <message>
        <source>%1; bright: the %2 in the zoom of the matrix</source>
        <translation>%1, 밝은 것: 행렬의 확대 범위에 있는 %2개</translation>
    </message>
    <message>
        <source>Each mark is a channel; marks of one cluster share colour and shape. A click picks a channel, a double click its cluster, and the wheel zooms; arrow keys go from mark to mark, Space picks the channel and C its cluster, Enter shows the cluster in Matrix, Ctrl+Plus and Ctrl+Minus zoom, F fits.</source>
        <translation>표시 하나가 채널 하나이며, 같은 클러스터는 색과 모양이 같습니다. 클릭하면 채널을, 두 번 클릭하면 그 클러스터를 고르고 휠은 확대·축소합니다. 화살표 키는 표시 사이를 오가고 Space는 채널을, C는 그 클러스터를 고르며, Enter는 클러스터를 행렬에서 보여 주고 Ctrl+더하기와 Ctrl+빼기는 확대·축소하며 F는 전체를 맞춥니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::CollapsePlot</name>
    <message>
        <source>original = 1</source>
        <translation>원본 = 1</translation>
    </message>
    <message>
        <source>predicted</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>merged</source>
        <translation>병합 후</translation>
    </message>
    <message>
        <source>repaired</source>
        <translation>복구 후</translation>
    </message>
    <message>
        <source>variance ratio</source>
        <translation>분산 비율</translation>
    </message>
    <message>
        <source>original = 0</source>
        <translation>원본 = 0</translation>
    </message>
    <message>
        <source>mean error, standard deviations</source>
        <translation>평균 오차(표준편차)</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>original</source>
        <translation>원본</translation>
    </message>
</context>
<context>
    <name>pleat::ui::CollapseView</name>
    <message>
        <source>%1 on %2</source>
        <translation>%1(%2 사용)</translation>
    </message>
    <message>
        <source>not measured: no data set; predicted only</source>
        <translation>측정 안 함: 데이터 세트가 없어 예측만 있음</translation>
    </message>
    <message>
        <source>measured on %1</source>
        <translation>%1에서 측정</translation>
    </message>
    <message>
        <source>measured on %1 images of %2</source>
        <translation>%2의 이미지 %1장에서 측정</translation>
    </message>
    <message>
        <source>Variance ratio of every layer by depth</source>
        <translation>깊이에 따른 레이어별 분산 비율</translation>
    </message>
    <message>
        <source>State of the run</source>
        <translation>실행 상태</translation>
    </message>
    <message>
        <source>Repair and probe of the run</source>
        <translation>실행의 복구와 프로브</translation>
    </message>
    <message>
        <source>Lo&amp;garithmic</source>
        <translation>로그 축(&amp;G)</translation>
    </message>
    <message>
        <source>Logarithmic ratio</source>
        <translation>로그 비율</translation>
    </message>
    <message>
        <source>Logarithmic axis, for ratios that collapse by orders of magnitude</source>
        <translation>몇 자릿수씩 무너지는 비율을 위한 로그 축</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>측정 항목</translation>
    </message>
    <message>
        <source>Variance: that of the layer against the original.
Mean error: how far the means of its channels are off, in standard deviations.</source>
        <translation>분산: 원본에 대한 레이어의 분산.
평균 오차: 채널 평균이 벗어난 정도(표준편차 단위).</translation>
    </message>
    <message>
        <source>Variance</source>
        <translation>분산</translation>
    </message>
    <message>
        <source>Mean error</source>
        <translation>평균 오차</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>매개변수</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>지연 시간</translation>
    </message>
    <message>
        <source>before</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>after</source>
        <translation>이후</translation>
    </message>
    <message>
        <source>kept or change</source>
        <translation>유지 또는 변화</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>Nothing has been run yet.
Lower k of some groups, then press Run (Ctrl+R) to see what merging does to the variance of each layer.</source>
        <translation>아직 실행하지 않았습니다.
몇 그룹의 k를 낮추고 실행(Ctrl+R)을 누르면 병합이 레이어마다의 분산에 미치는 영향을 볼 수 있습니다.</translation>
    </message>
    <message>
        <source>Open a model first.</source>
        <translation>먼저 모델을 여십시오.</translation>
    </message>
    <message>
        <source>running: values so far</source>
        <translation>실행 중: 지금까지의 값</translation>
    </message>
    <message>
        <source>stale: plan changed since this run</source>
        <translation>오래된 결과: 이 실행 뒤에 계획이 바뀌었습니다</translation>
    </message>
    <message>
        <source>%1 points on %2 test images</source>
        <translation>테스트 이미지 %2장에서 %1 %p</translation>
    </message>
    <message>
        <source>cancelled: %1 layers merged, %2 repaired; the rest is not done</source>
        <translation>취소됨: 레이어 %1개 병합, %2개 복구, 나머지는 하지 않음</translation>
    </message>
    <message>
        <source>%1: what was measured stays as it was, what is predicted follows the plan</source>
        <translation>%1: 측정한 값은 그대로 두고, 예측한 값은 계획을 따릅니다</translation>
    </message>
    <message>
        <source>What merging does to the variance or to the means of every layer, by depth, and what repair restores. Point at a layer to read its values; a click selects its group, the wheel and Ctrl+Plus and Ctrl+Minus zoom, a drag and Ctrl with an arrow pan, F fits, Ctrl+T shows all values as a table.</source>
        <translation>병합이 레이어마다의 분산이나 평균을 어떻게 바꾸고 복구가 무엇을 되살리는지 깊이 순으로 보여 줍니다. 레이어를 가리키면 값을 읽을 수 있고, 클릭하면 그 그룹을 선택합니다. 휠과 Ctrl++, Ctrl+-로 확대·축소하고, 끌거나 Ctrl+화살표로 화면을 옮기며, F는 전체를, Ctrl+T는 모든 값을 표로 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::CommandPalette</name>
    <message>
        <source>A few letters of what you look for</source>
        <translation>찾는 것의 이름 몇 글자</translation>
    </message>
    <message>
        <source>What was found</source>
        <translation>찾은 항목</translation>
    </message>
    <message>
        <source>Find a command</source>
        <translation>명령 찾기</translation>
    </message>
    <message>
        <source>Find an action, a group, a file or a page</source>
        <translation>동작, 그룹, 파일, 페이지 찾기</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message numerus="yes">
        <source>%n channels</source>
        <translation>
            <numerusform>채널 %n개</numerusform>
        </translation>
    </message>
    <message>
        <source>Recent</source>
        <translation>최근</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
</context>
<context>
    <name>pleat::ui::CompareView</name>
    <message>
        <source>%1 points</source>
        <translation>%1 %p</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1(%2)</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>%1 samples of %2</source>
        <translation>%2의 샘플 %1개</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>A and B are the same run.
Choose another run for one of them.</source>
        <translation>A와 B가 같은 실행입니다.
하나를 다른 실행으로 바꾸십시오.</translation>
    </message>
    <message>
        <source>Two runs are needed to compare.
Press Run (Ctrl+R) with two different plans, then select both in Runs and press Compare.</source>
        <translation>비교하려면 실행이 둘 필요합니다.
서로 다른 두 계획으로 실행(Ctrl+R)한 뒤 실행 보기에서 둘을 선택하고 비교를 누르십시오.</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
    <message>
        <source>same</source>
        <translation>같음</translation>
    </message>
    <message>
        <source>different</source>
        <translation>다름</translation>
    </message>
    <message>
        <source>Measured on %1.</source>
        <translation>%1에서 측정했습니다.</translation>
    </message>
    <message>
        <source>Measured on %1 and on %2.</source>
        <translation>%1과(와) %2에서 측정했습니다.</translation>
    </message>
    <message>
        <source>⚠ Not the same data: ratios and accuracies may differ for that reason alone. %1</source>
        <translation>⚠ 데이터가 다릅니다. 그 때문에 비율과 정확도가 다를 수 있습니다. %1</translation>
    </message>
    <message>
        <source>Neither run was measured: there was no data set.</source>
        <translation>데이터 세트가 없어 두 실행 모두 측정하지 않았습니다.</translation>
    </message>
    <message>
        <source>What was measured on</source>
        <translation>측정한 데이터</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>할 일</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>Run %1</source>
        <translation>실행 %1</translation>
    </message>
    <message>
        <source>The run that is called %1 here</source>
        <translation>여기서 %1(이)라고 부르는 실행</translation>
    </message>
    <message>
        <source>S&amp;wap</source>
        <translation>맞바꾸기(&amp;W)</translation>
    </message>
    <message>
        <source>Swap the runs</source>
        <translation>두 실행 맞바꾸기</translation>
    </message>
    <message>
        <source>Make A of B and B of A</source>
        <translation>A를 B로, B를 A로 바꿉니다</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>Output error</source>
        <translation>출력 오차</translation>
    </message>
    <message>
        <source>Parameters left</source>
        <translation>남은 매개변수</translation>
    </message>
    <message>
        <source>MACs left</source>
        <translation>남은 MAC</translation>
    </message>
    <message>
        <source>Groups of the two runs</source>
        <translation>두 실행의 그룹</translation>
    </message>
    <message>
        <source>Groups of the two runs; the selected one is shown in all views</source>
        <translation>두 실행의 그룹. 선택한 그룹이 모든 보기에 표시됩니다</translation>
    </message>
    <message>
        <source>variance ratio</source>
        <translation>분산 비율</translation>
    </message>
    <message>
        <source>layer</source>
        <translation>레이어</translation>
    </message>
    <message>
        <source>Variance ratio of every layer after repair</source>
        <translation>복구 후 레이어별 분산 비율</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Channels kept of every group</source>
        <translation>그룹마다 유지한 채널</translation>
    </message>
    <message>
        <source>Two runs are needed: run another plan first</source>
        <translation>실행이 두 개 필요합니다. 먼저 다른 계획을 실행하십시오</translation>
    </message>
    <message>
        <source>The variance ratio of every layer after repair in both runs, and below it how they differ. Point at a layer to read its values; a click selects its group, Ctrl and the wheel zoom, a drag pans, F fits, Ctrl+T shows all values as a table.</source>
        <translation>두 실행에서 복구 후 레이어마다의 분산 비율을, 아래에는 그 차이를 보여 줍니다. 레이어를 가리키면 값을 읽을 수 있고, 클릭하면 그 그룹을 선택합니다. Ctrl+휠로 확대·축소하고, 끌면 화면이 움직이며, F는 전체를, Ctrl+T는 모든 값을 표로 보여 줍니다.</translation>
    </message>
    <message>
        <source>The channels that both runs keep of every group, and below them how they differ. Point at a group to read its values; a click selects it, Ctrl and the wheel zoom, a drag pans, F fits, Ctrl+T shows all values as a table.</source>
        <translation>두 실행이 그룹마다 유지하는 채널 수를, 아래에는 그 차이를 보여 줍니다. 그룹을 가리키면 값을 읽을 수 있고, 클릭하면 선택합니다. Ctrl+휠로 확대·축소하고, 끌면 화면이 움직이며, F는 전체를, Ctrl+T는 모든 값을 표로 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::ComparisonModel</name>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>The group&apos;s first layer</source>
        <translation>그룹의 첫 레이어</translation>
    </message>
    <message>
        <source>k of A</source>
        <translation>A의 k</translation>
    </message>
    <message>
        <source>Channels that run A kept</source>
        <translation>실행 A가 유지한 채널</translation>
    </message>
    <message>
        <source>k of B</source>
        <translation>B의 k</translation>
    </message>
    <message>
        <source>Channels that run B kept</source>
        <translation>실행 B가 유지한 채널</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
    <message>
        <source>Difference of the two k</source>
        <translation>두 k의 차이</translation>
    </message>
    <message>
        <source>Ratio A</source>
        <translation>비율 A</translation>
    </message>
    <message>
        <source>Variance ratio after repair in run A, mean of the group&apos;s layers</source>
        <translation>실행 A의 복구 후 분산 비율(그룹 레이어의 평균)</translation>
    </message>
    <message>
        <source>Ratio B</source>
        <translation>비율 B</translation>
    </message>
    <message>
        <source>Variance ratio after repair in run B, mean of the group&apos;s layers</source>
        <translation>실행 B의 복구 후 분산 비율(그룹 레이어의 평균)</translation>
    </message>
    <message>
        <source>Difference of the two ratios</source>
        <translation>두 비율의 차이</translation>
    </message>
    <message>
        <source>Rand</source>
        <translation>Rand</translation>
    </message>
    <message>
        <source>Adjusted Rand index of the two clusterings: 1 where they are the same, about 0 where they agree no more than by chance</source>
        <translation>두 클러스터링의 조정 랜드 지수: 같으면 1, 우연만큼만 맞으면 약 0</translation>
    </message>
</context>
<context>
    <name>pleat::ui::CurvePlot</name>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>note</source>
        <translation>비고</translation>
    </message>
    <message>
        <source>set</source>
        <translation>설정됨</translation>
    </message>
    <message>
        <source>before</source>
        <translation>이전</translation>
    </message>
</context>
<context>
    <name>pleat::ui::ExportDialog</name>
    <message>
        <source>Export figure</source>
        <translation>그림 내보내기</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>미리보기</translation>
    </message>
    <message>
        <source>Size of the picture</source>
        <translation>그림의 크기</translation>
    </message>
    <message>
        <source>In millimetres, from %1 to %2</source>
        <translation>밀리미터 단위, %1~%2</translation>
    </message>
    <message>
        <source> mm</source>
        <translation> mm</translation>
    </message>
    <message>
        <source>Format</source>
        <translation>형식</translation>
    </message>
    <message>
        <source>PDF and SVG stay sharp at any size; PNG is made of pixels; CSV holds the values only</source>
        <translation>PDF와 SVG는 어떤 크기에서도 선명하고, PNG는 픽셀로 이루어지며, CSV는 값만 담습니다</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>너비</translation>
    </message>
    <message>
        <source>Height</source>
        <translation>높이</translation>
    </message>
    <message>
        <source>Dots per inch</source>
        <translation>해상도(dpi)</translation>
    </message>
    <message>
        <source> dpi</source>
        <translation> dpi</translation>
    </message>
    <message>
        <source>&amp;Light theme</source>
        <translation>밝은 테마(&amp;L)</translation>
    </message>
    <message>
        <source>Light theme</source>
        <translation>밝은 테마</translation>
    </message>
    <message>
        <source>Dark on white, whatever theme the window has</source>
        <translation>창의 테마와 관계없이 흰 바탕에 어둡게</translation>
    </message>
    <message>
        <source>&amp;Values and recipe beside it</source>
        <translation>값과 레시피 함께 저장(&amp;V)</translation>
    </message>
    <message>
        <source>Values and recipe beside it</source>
        <translation>값과 레시피 함께 저장</translation>
    </message>
    <message>
        <source>Also writes NAME.csv with every value and NAME.json with the model and the recipe</source>
        <translation>모든 값을 담은 NAME.csv와 모델·레시피를 담은 NAME.json도 씁니다</translation>
    </message>
    <message>
        <source>&amp;Format</source>
        <translation>형식(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Width</source>
        <translation>너비(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Height</source>
        <translation>높이(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Resolution</source>
        <translation>해상도(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Export...</source>
        <translation>내보내기(&amp;E)...</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
    <message>
        <source>Choose a name for the file</source>
        <translation>파일 이름을 고르십시오</translation>
    </message>
    <message>
        <source>Dots per inch, from %1 to %2</source>
        <translation>인치당 점 수, %1~%2</translation>
    </message>
    <message>
        <source>Only a PNG is made of dots</source>
        <translation>점으로 이루어지는 것은 PNG뿐입니다</translation>
    </message>
    <message>
        <source>%1 x %2 pixels</source>
        <translation>%1 x %2 픽셀</translation>
    </message>
    <message>
        <source>%1 rows of %2</source>
        <translation>%2의 행 %1개</translation>
    </message>
    <message>
        <source>Close and write nothing</source>
        <translation>아무것도 쓰지 않고 닫습니다</translation>
    </message>
    <message>
        <source>A CSV is no picture: choose another format first</source>
        <translation>CSV는 그림이 아닙니다. 먼저 다른 형식을 고르십시오</translation>
    </message>
</context>
<context>
    <name>pleat::ui::FigureActions</name>
    <message>
        <source>&amp;Export figure...</source>
        <translation>그림 내보내기(&amp;E)...</translation>
    </message>
    <message>
        <source>Save the figure as PDF, SVG, PNG or CSV</source>
        <translation>그림을 PDF, SVG, PNG 또는 CSV로 저장합니다</translation>
    </message>
    <message>
        <source>Copy &amp;picture</source>
        <translation>그림 복사(&amp;P)</translation>
    </message>
    <message>
        <source>Put the figure on the clipboard, at twice the resolution of the screen</source>
        <translation>그림을 화면 해상도의 두 배로 클립보드에 넣습니다</translation>
    </message>
    <message>
        <source>Copy &amp;values</source>
        <translation>값 복사(&amp;V)</translation>
    </message>
    <message>
        <source>Put every value of the figure on the clipboard, for a spreadsheet</source>
        <translation>그림의 모든 값을 스프레드시트용으로 클립보드에 넣습니다</translation>
    </message>
    <message>
        <source>Show &amp;table</source>
        <translation>표 보기(&amp;T)</translation>
    </message>
    <message>
        <source>Show the values of the figure in its place</source>
        <translation>그림 자리에 값을 표로 보여 줍니다</translation>
    </message>
    <message>
        <source>Export &amp;all views...</source>
        <translation>모든 보기 내보내기(&amp;A)...</translation>
    </message>
    <message>
        <source>Save every figure of every view into a folder</source>
        <translation>모든 보기의 모든 그림을 폴더에 저장합니다</translation>
    </message>
    <message>
        <source>There is no figure here: open a model first, or show a view with a figure</source>
        <translation>여기에는 그림이 없습니다. 먼저 모델을 열거나 그림이 있는 보기를 표시하십시오</translation>
    </message>
    <message>
        <source>The figure is empty</source>
        <translation>그림이 비어 있습니다</translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation>먼저 모델을 여십시오</translation>
    </message>
    <message>
        <source>Export figure</source>
        <translation>그림 내보내기</translation>
    </message>
    <message>
        <source>Exported %1</source>
        <translation>%1을(를) 내보냈습니다</translation>
    </message>
    <message>
        <source>Export all views into a folder</source>
        <translation>모든 보기를 폴더로 내보내기</translation>
    </message>
    <message numerus="yes">
        <source>Exported %n figure(s) into %1</source>
        <translation>
            <numerusform>그림 %n개를 %1(으)로 내보냈습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Copied the picture, %1 x %2 pixels</source>
        <translation>그림을 복사했습니다(%1 x %2 픽셀)</translation>
    </message>
    <message numerus="yes">
        <source>Copied %n row(s)</source>
        <translation>
            <numerusform>행 %n개를 복사했습니다</numerusform>
        </translation>
    </message>
    <message>
        <source>Export %1</source>
        <translation>%1 내보내기</translation>
    </message>
    <message>
        <source>Export all views</source>
        <translation>모든 보기 내보내기</translation>
    </message>
    <message>
        <source>The export was cancelled.</source>
        <translation>내보내기를 취소했습니다.</translation>
    </message>
    <message>
        <source>E&amp;xport again</source>
        <translation>다시 내보내기(&amp;X)</translation>
    </message>
    <message>
        <source>Save the figure in the way and in the folder of the last export, as a new file</source>
        <translation>마지막으로 내보낸 방식과 폴더로 그림을 새 파일로 저장합니다</translation>
    </message>
    <message>
        <source>Too many values for the clipboard: zoom in, or save them as CSV</source>
        <translation>클립보드에 담기에는 값이 너무 많습니다. 확대하거나 CSV로 저장하세요</translation>
    </message>
</context>
<context>
    <name>pleat::ui::GraphCanvas</name>
    <message>
        <source>node</source>
        <translation>노드</translation>
    </message>
    <message>
        <source>kind</source>
        <translation>종류</translation>
    </message>
    <message>
        <source>block</source>
        <translation>블록</translation>
    </message>
    <message>
        <source>output</source>
        <translation>출력</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>매개변수</translation>
    </message>
    <message>
        <source>group</source>
        <translation>그룹</translation>
    </message>
</context>
<context>
    <name>pleat::ui::GraphView</name>
    <message>
        <source>Fill of the boxes</source>
        <translation>상자 색</translation>
    </message>
    <message>
        <source>The number of each channel group that colours the boxes</source>
        <translation>상자 색을 정하는 채널 그룹의 값</translation>
    </message>
    <message>
        <source>Find a node</source>
        <translation>노드 찾기</translation>
    </message>
    <message>
        <source>Part of a name or a kind, such as conv1 or add (Ctrl+F). Enter goes to the next match, Shift+Enter to the one before.</source>
        <translation>conv1이나 add와 같은 이름 또는 종류의 일부(Ctrl+F). Enter는 다음, Shift+Enter는 이전 결과로 갑니다.</translation>
    </message>
    <message>
        <source>Matches of the search</source>
        <translation>검색 결과</translation>
    </message>
    <message>
        <source>Current block</source>
        <translation>현재 블록</translation>
    </message>
    <message>
        <source>The blocks around the current node. Choose one to see it whole.</source>
        <translation>현재 노드를 둘러싼 블록입니다. 고르면 전체를 봅니다.</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>F&amp;ill</source>
        <translation>색(&amp;I)</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>&amp;Open all</source>
        <translation>모두 펼치기(&amp;O)</translation>
    </message>
    <message>
        <source>Open every block</source>
        <translation>모든 블록을 펼칩니다</translation>
    </message>
    <message>
        <source>&amp;Close all</source>
        <translation>모두 접기(&amp;C)</translation>
    </message>
    <message>
        <source>Close every block</source>
        <translation>모든 블록을 접습니다</translation>
    </message>
    <message>
        <source>Fi&amp;t</source>
        <translation>맞춤(&amp;T)</translation>
    </message>
    <message>
        <source>Open a model to see its graph.</source>
        <translation>그래프를 보려면 모델을 여십시오.</translation>
    </message>
    <message>
        <source>The network is being laid out.</source>
        <translation>네트워크를 배치하고 있습니다.</translation>
    </message>
    <message>
        <source>Outline of the network</source>
        <translation>네트워크 윤곽</translation>
    </message>
    <message>
        <source>Layout of the graph</source>
        <translation>그래프 배치</translation>
    </message>
    <message>
        <source>The network has no operators.</source>
        <translation>네트워크에 연산자가 없습니다.</translation>
    </message>
    <message>
        <source>no match</source>
        <translation>결과 없음</translation>
    </message>
    <message>
        <source>%1 found</source>
        <translation>%1개 찾음</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1/%2</translation>
    </message>
    <message>
        <source>Show the whole network, or its width from the top where it would be too small to read; a second time: the whole (F)</source>
        <translation>네트워크 전체를 보여 줍니다. 너무 작아서 읽을 수 없으면 위쪽부터 너비에 맞춥니다. 한 번 더 누르면 전체를 보여 줍니다(F)</translation>
    </message>
    <message>
        <source>The network as boxes, nested in blocks and coloured by a number of their channel groups. A click selects the group of a box, a double click opens or closes a block, the wheel zooms and a drag moves; arrow keys go from box to box, Enter opens or closes, Ctrl+Plus and Ctrl+Minus zoom, F shows the whole.</source>
        <translation>네트워크를 블록 안에 놓인 상자로 보여 주고 채널 그룹의 값으로 색을 정합니다. 클릭하면 상자의 그룹을 선택하고 두 번 클릭하면 블록을 펼치거나 접으며, 휠은 확대·축소하고 끌면 움직입니다. 화살표 키는 상자 사이를 오가고 Enter는 펼치거나 접으며, Ctrl+더하기와 Ctrl+빼기는 확대·축소하고 F는 전체를 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::GroupsModel</name>
    <message>
        <source>frozen</source>
        <translation>고정됨</translation>
    </message>
    <message>
        <source>Layers: %1</source>
        <translation>레이어: %1</translation>
    </message>
    <message>
        <source>Frozen: %1</source>
        <translation>고정됨: %1</translation>
    </message>
    <message>
        <source>Locked: spared when all groups are set</source>
        <translation>잠김: 모든 그룹을 설정할 때 건너뜁니다</translation>
    </message>
    <message>
        <source>A click left of the number locks k or unlocks it</source>
        <translation>수의 왼쪽을 클릭하면 k를 잠그거나 풉니다</translation>
    </message>
    <message>
        <source>Preview: the tree was cut, the clusterer has yet to run</source>
        <translation>미리보기: 트리를 자른 결과이며 클러스터링은 아직입니다</translation>
    </message>
    <message>
        <source>Stale: plan changed since this run</source>
        <translation>오래된 결과: 이 실행 뒤에 계획이 바뀌었습니다</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>The group&apos;s first layer; all its layers share one clustering</source>
        <translation>그룹의 첫 레이어. 그룹의 모든 레이어는 같은 클러스터링을 씁니다</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>Channels of the group</source>
        <translation>그룹의 채널 수</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>Channels kept by the plan</source>
        <translation>계획이 유지하는 채널 수</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>유지</translation>
    </message>
    <message>
        <source>Share of channels kept by the plan</source>
        <translation>계획이 유지하는 채널의 비율</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>Predicted variance ratio after merging, from the weights alone</source>
        <translation>병합 후 분산 비율의 예측(가중치만으로)</translation>
    </message>
    <message>
        <source>Measured</source>
        <translation>측정</translation>
    </message>
    <message>
        <source>Measured variance ratio after repair, from the last run; in italics if the plan changed since</source>
        <translation>마지막 실행에서 복구 후 측정한 분산 비율. 그 뒤에 계획이 바뀌었으면 기울임꼴</translation>
    </message>
    <message>
        <source>not done</source>
        <translation>미완료</translation>
    </message>
</context>
<context>
    <name>pleat::ui::GroupsView</name>
    <message>
        <source>One layer makes these channels.</source>
        <translation>레이어 하나가 이 채널들을 만듭니다.</translation>
    </message>
    <message>
        <source>%1 layers share one clustering: %2</source>
        <translation>레이어 %1개가 한 클러스터링을 함께 씁니다: %2</translation>
    </message>
    <message>
        <source>Filter groups</source>
        <translation>그룹 거르기</translation>
    </message>
    <message>
        <source>Show only groups whose name contains this text</source>
        <translation>이름에 이 글자가 있는 그룹만 표시합니다</translation>
    </message>
    <message>
        <source>Channel groups</source>
        <translation>채널 그룹</translation>
    </message>
    <message>
        <source>Channel groups of the network; the selected one is shown in all views</source>
        <translation>네트워크의 채널 그룹. 선택한 그룹이 모든 보기에 표시됩니다</translation>
    </message>
    <message>
        <source>About the group</source>
        <translation>그룹 정보</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>거르기</translation>
    </message>
    <message>
        <source>Open a model to see its channel groups.</source>
        <translation>채널 그룹을 보려면 모델을 여십시오.</translation>
    </message>
    <message>
        <source>Select a group to see its channels.</source>
        <translation>채널을 보려면 그룹을 선택하십시오.</translation>
    </message>
    <message>
        <source>Frozen: %1</source>
        <translation>고정됨: %1</translation>
    </message>
    <message>
        <source>%1 selected of %2: %3</source>
        <translation>%2개 중 %1개 선택: %3</translation>
    </message>
</context>
<context>
    <name>pleat::ui::HelpWindow</name>
    <message>
        <source>Pages of help</source>
        <translation>도움말 페이지 목록</translation>
    </message>
    <message>
        <source>Page of help</source>
        <translation>도움말 페이지</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>도움말</translation>
    </message>
    <message>
        <source>Close the help</source>
        <translation>도움말을 닫습니다</translation>
    </message>
</context>
<context>
    <name>pleat::ui::JobsModel</name>
    <message>
        <source>waiting</source>
        <translation>대기 중</translation>
    </message>
    <message>
        <source>done</source>
        <translation>완료</translation>
    </message>
    <message>
        <source>cancelled</source>
        <translation>취소됨</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>took %1 s</source>
        <translation>%1초 걸림</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>%1 남음</translation>
    </message>
    <message>
        <source>Background work</source>
        <translation>백그라운드 작업</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>Step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>시간</translation>
    </message>
    <message>
        <source>%1 %/s</source>
        <translation>%1 %/초</translation>
    </message>
    <message>
        <source>%1 %/min</source>
        <translation>%1 %/분</translation>
    </message>
    <message>
        <source>peak %1</source>
        <translation>최대 %1</translation>
    </message>
    <message>
        <source>needs %1</source>
        <translation>%1 필요</translation>
    </message>
    <message>
        <source>%1, peak %2</source>
        <translation>%1, 최대 %2</translation>
    </message>
    <message>
        <source>Needs about %1 more than the program held before</source>
        <translation>프로그램이 앞서 쓰던 것보다 약 %1 더 필요합니다</translation>
    </message>
    <message>
        <source>The whole program holds %1 now</source>
        <translation>프로그램 전체가 지금 %1을(를) 씁니다</translation>
    </message>
    <message>
        <source>The most that it held during the job: %1</source>
        <translation>작업하는 동안 프로그램이 가장 많이 쓴 메모리: %1</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>속도</translation>
    </message>
    <message>
        <source>Memory</source>
        <translation>메모리</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
</context>
<context>
    <name>pleat::ui::JobsView</name>
    <message>
        <source>Number of jobs and memory of the program</source>
        <translation>작업 수와 프로그램의 메모리</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>Jobs under way and waiting, then the last ones that ended</source>
        <translation>진행 중이거나 대기 중인 작업과 최근에 끝난 작업</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>취소</translation>
    </message>
    <message>
        <source>Cancel %1</source>
        <translation>%1 취소</translation>
    </message>
    <message>
        <source>Stop this job</source>
        <translation>이 작업을 멈춥니다</translation>
    </message>
    <message>
        <source>Saving cannot be cancelled</source>
        <translation>저장은 취소할 수 없습니다</translation>
    </message>
    <message>
        <source>No job is under way</source>
        <translation>진행 중인 작업이 없습니다</translation>
    </message>
    <message>
        <source>Jobs: %1</source>
        <translation>작업: %1</translation>
    </message>
    <message>
        <source>%1. Memory of the program: %2</source>
        <translation>%1. 프로그램 메모리: %2</translation>
    </message>
    <message>
        <source>Retry</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Retry %1</source>
        <translation>%1 다시 시도</translation>
    </message>
    <message>
        <source>Start this job once more</source>
        <translation>이 작업을 한 번 더 시작합니다</translation>
    </message>
</context>
<context>
    <name>pleat::ui::KeepBox</name>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
</context>
<context>
    <name>pleat::ui::Keeper</name>
    <message>
        <source>The file %1 has changed since it was opened. Pleat goes on with the network that it read; runs and recipes are of that.</source>
        <translation>파일 %1이(가) 연 뒤에 바뀌었습니다. Pleat은 읽은 네트워크로 계속하며, 실행과 레시피는 그 네트워크의 것입니다.</translation>
    </message>
    <message>
        <source>Open it again</source>
        <translation>다시 열기</translation>
    </message>
    <message>
        <source>Read the changed file; the plan starts anew</source>
        <translation>바뀐 파일을 읽습니다. 계획은 처음부터 시작합니다</translation>
    </message>
    <message>
        <source>%1 has changed on disk</source>
        <translation>%1이(가) 디스크에서 바뀌었습니다</translation>
    </message>
    <message>
        <source>The file %1 is gone. Pleat goes on with the network that it read; a project or a command that names this file will not find it.</source>
        <translation>파일 %1이(가) 없어졌습니다. Pleat은 읽은 네트워크로 계속하지만, 이 파일을 가리키는 프로젝트나 명령은 파일을 찾지 못합니다.</translation>
    </message>
    <message>
        <source>%1 is gone</source>
        <translation>%1이(가) 없어졌습니다</translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation>먼저 모델을 여십시오</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>프로젝트 저장</translation>
    </message>
    <message>
        <source>Projects (*.pleat)</source>
        <translation>프로젝트 (*.pleat)</translation>
    </message>
    <message>
        <source>The model of the project %1 is missing: %2 is not there. Find it to open the project.</source>
        <translation>프로젝트 %1의 모델 %2이(가) 없습니다. 프로젝트를 열려면 모델을 찾아 주십시오.</translation>
    </message>
    <message>
        <source>Locate...</source>
        <translation>찾기...</translation>
    </message>
    <message>
        <source>Choose the file of the model</source>
        <translation>모델 파일을 고릅니다</translation>
    </message>
    <message>
        <source>Locate %1</source>
        <translation>%1 찾기</translation>
    </message>
    <message>
        <source>Models (*.pt *.pth *.safetensors *.onnx);;All files (*)</source>
        <translation>모델 (*.pt *.pth *.safetensors *.onnx);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Open %1 and lose the edits to the plan?</source>
        <translation>계획의 편집 내용을 버리고 %1을(를) 여시겠습니까?</translation>
    </message>
    <message>
        <source>The weights of %1 are not those that the project %2 was saved with. The project can be opened anyway: the groups that fit, and its runs, marked as of the old weights.</source>
        <translation>%1의 가중치가 프로젝트 %2을(를) 저장할 때와 다릅니다. 그래도 프로젝트를 열 수 있습니다. 맞는 그룹을 적용하고, 실행에는 이전 가중치라는 표시를 합니다.</translation>
    </message>
    <message>
        <source>Open anyway</source>
        <translation>그래도 열기</translation>
    </message>
    <message>
        <source>Apply the project to these weights</source>
        <translation>이 가중치에 프로젝트를 적용합니다</translation>
    </message>
    <message>
        <source>%1 of the %2 groups of the project fit</source>
        <translation>프로젝트의 그룹 %2개 중 %1개가 맞습니다</translation>
    </message>
    <message>
        <source>project %1</source>
        <translation>프로젝트 %1</translation>
    </message>
    <message>
        <source>Restored the work on %1</source>
        <translation>%1의 작업을 복원했습니다</translation>
    </message>
    <message>
        <source>Opened project %1</source>
        <translation>프로젝트 %1을(를) 열었습니다</translation>
    </message>
    <message>
        <source>The recipe %1 was made for other weights than those of %2 (%3).</source>
        <translation>레시피 %1은(는) %2이(가) 아닌 다른 가중치로 만들었습니다(%3).</translation>
    </message>
    <message>
        <source>it names no model</source>
        <translation>모델 이름이 없음</translation>
    </message>
    <message>
        <source>it was made for %1</source>
        <translation>%1용</translation>
    </message>
    <message>
        <source>None of its groups fits this network by name and width.</source>
        <translation>이름과 너비가 이 네트워크에 맞는 그룹이 없습니다.</translation>
    </message>
    <message>
        <source>%1 of its %2 groups fit by name and width.</source>
        <translation>그룹 %2개 중 %1개의 이름과 너비가 맞습니다.</translation>
    </message>
    <message>
        <source>Apply anyway</source>
        <translation>그래도 적용</translation>
    </message>
    <message>
        <source>Apply the groups that fit; one step to undo</source>
        <translation>맞는 그룹만 적용합니다. 한 번에 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>Copied: %1</source>
        <translation>복사했습니다: %1</translation>
    </message>
    <message>
        <source>The images of the probe were stopped early. The command makes all of them, so its result differs.</source>
        <translation>프로브 이미지를 도중에 멈췄습니다. 명령은 이미지를 모두 만들므로 결과가 다릅니다.</translation>
    </message>
    <message>
        <source>pasted command</source>
        <translation>붙여넣은 명령</translation>
    </message>
    <message>
        <source>Applied the command: %1</source>
        <translation>명령을 적용했습니다: %1</translation>
    </message>
</context>
<context>
    <name>pleat::ui::LessonPage</name>
    <message>
        <source>Step of the lesson</source>
        <translation>수업 단계</translation>
    </message>
    <message>
        <source>table</source>
        <translation>표</translation>
    </message>
    <message>
        <source>row</source>
        <translation>행</translation>
    </message>
    <message>
        <source>column</source>
        <translation>열</translation>
    </message>
    <message>
        <source>value</source>
        <translation>값</translation>
    </message>
</context>
<context>
    <name>pleat::ui::LessonView</name>
    <message>
        <source>The same steps on the selected group of the open model</source>
        <translation>열린 모델에서 선택한 그룹으로 같은 단계를 봅니다</translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation>먼저 모델을 여십시오</translation>
    </message>
    <message>
        <source>Open a model to do this on one of its groups.</source>
        <translation>모델의 그룹으로 해 보려면 모델을 여십시오.</translation>
    </message>
    <message>
        <source>Select a group in the list of groups.</source>
        <translation>그룹 목록에서 그룹을 선택하십시오.</translation>
    </message>
    <message>
        <source>The group %1 is frozen: %2</source>
        <translation>그룹 %1은(는) 고정되어 있습니다: %2</translation>
    </message>
    <message>
        <source>The group is being analysed.</source>
        <translation>그룹을 분석하고 있습니다.</translation>
    </message>
    <message>
        <source>How folding works, in seven steps</source>
        <translation>일곱 단계로 보는 폴딩의 원리</translation>
    </message>
    <message>
        <source>From the weights of a layer to merged channels and their repair, every number on the page and every formula filled in. What is shown is what folding does: the same code computes it. Next and Back, or the arrow keys, lead through the steps.</source>
        <translation>레이어의 가중치에서 채널의 병합과 복구까지, 모든 수를 페이지에 적고 모든 공식에 값을 채워 보여 줍니다. 여기서 보는 것은 실제 폴딩과 같습니다. 같은 코드가 계산합니다. 다음과 이전 버튼, 또는 화살표 키로 단계를 따라갑니다.</translation>
    </message>
    <message>
        <source>Load example</source>
        <translation>예제 불러오기</translation>
    </message>
    <message>
        <source>Six channels with numbers that can be checked in the head</source>
        <translation>암산할 수 있는 수로 된 채널 여섯 개</translation>
    </message>
    <message>
        <source>A common mistake</source>
        <translation>흔한 실수</translation>
    </message>
    <message>
        <source>Four channels, a ReLU, and what goes wrong by hand</source>
        <translation>채널 네 개와 ReLU, 그리고 손으로 할 때 틀리는 것</translation>
    </message>
    <message>
        <source>My model</source>
        <translation>내 모델</translation>
    </message>
    <message>
        <source>The same steps on the selected group</source>
        <translation>선택한 그룹으로 같은 단계를 봅니다</translation>
    </message>
    <message>
        <source>Example of the lesson</source>
        <translation>수업의 예제</translation>
    </message>
    <message>
        <source>What the seven steps are shown on</source>
        <translation>일곱 단계를 보여 줄 대상</translation>
    </message>
    <message>
        <source>Six channels</source>
        <translation>채널 여섯 개</translation>
    </message>
    <message>
        <source>Channels to keep in the lesson</source>
        <translation>수업에서 유지할 채널</translation>
    </message>
    <message>
        <source>k of the lesson; the plan of the model stays as it is</source>
        <translation>수업의 k입니다. 모델의 계획은 그대로입니다</translation>
    </message>
    <message>
        <source>k = </source>
        <translation>k = </translation>
    </message>
    <message>
        <source>outgoing, too</source>
        <translation>나가는 쪽도</translation>
    </message>
    <message>
        <source>Cluster by outgoing weights, too</source>
        <translation>나가는 가중치로도 클러스터링</translation>
    </message>
    <message>
        <source>Distances look at the columns of V as well as at the rows of W</source>
        <translation>거리를 W의 행뿐 아니라 V의 열로도 계산합니다</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>초기화</translation>
    </message>
    <message>
        <source>Reset the numbers</source>
        <translation>수 초기화</translation>
    </message>
    <message>
        <source>Back to the numbers of the example</source>
        <translation>예제의 수로 되돌립니다</translation>
    </message>
    <message>
        <source>Do it on my model</source>
        <translation>내 모델로 하기</translation>
    </message>
    <message>
        <source>Start page</source>
        <translation>시작 페이지</translation>
    </message>
    <message>
        <source>Back to the start page</source>
        <translation>시작 페이지로 돌아가기</translation>
    </message>
    <message>
        <source>Leave the lesson; a model can be opened there</source>
        <translation>수업을 나갑니다. 시작 페이지에서 모델을 열 수 있습니다</translation>
    </message>
    <message>
        <source>Presenter mode</source>
        <translation>발표 모드</translation>
    </message>
    <message>
        <source>Steps</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>Go to a step</source>
        <translation>단계로 이동합니다</translation>
    </message>
    <message>
        <source>Step of the lesson</source>
        <translation>수업 단계</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>W: a row makes a channel</source>
        <translation>W: 행 하나가 채널을 만듭니다</translation>
    </message>
    <message>
        <source>Type a number to change a weight</source>
        <translation>수를 입력하여 가중치를 바꿉니다</translation>
    </message>
    <message>
        <source>V: a column reads a channel</source>
        <translation>V: 열 하나가 채널을 읽습니다</translation>
    </message>
    <message>
        <source>Answer, and go on to the next step</source>
        <translation>답하고 다음 단계로 갑니다</translation>
    </message>
    <message>
        <source>Go on to the next step without a guess</source>
        <translation>예상하지 않고 다음 단계로 갑니다</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>질문</translation>
    </message>
    <message>
        <source>It falls</source>
        <translation>줄어듭니다</translation>
    </message>
    <message>
        <source>It stays</source>
        <translation>그대로입니다</translation>
    </message>
    <message>
        <source>It rises</source>
        <translation>늘어납니다</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>건너뛰기</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>이전</translation>
    </message>
    <message>
        <source>The step before (Left)</source>
        <translation>이전 단계(왼쪽)</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>다음</translation>
    </message>
    <message>
        <source>The next step (Right)</source>
        <translation>다음 단계(오른쪽)</translation>
    </message>
    <message>
        <source>Where the lesson is</source>
        <translation>수업의 현재 위치</translation>
    </message>
    <message>
        <source>Nothing was changed</source>
        <translation>바꾼 것이 없습니다</translation>
    </message>
    <message>
        <source>This is the last step</source>
        <translation>마지막 단계입니다</translation>
    </message>
    <message>
        <source>Step %1 of %2</source>
        <translation>%2단계 중 %1단계</translation>
    </message>
    <message>
        <source>The lesson is being made.</source>
        <translation>수업을 만들고 있습니다.</translation>
    </message>
    <message>
        <source>A step of the lesson, with every formula and every number filled in. Left and Right lead to the step before and to the next one, as Back and Next below do; Ctrl+T shows the numbers as a table.</source>
        <translation>모든 공식과 수를 채워 넣은 수업의 한 단계입니다. 왼쪽·오른쪽 키는 아래의 이전·다음 버튼처럼 이전 단계와 다음 단계로 갑니다. Ctrl+T는 수를 표로 보여 줍니다.</translation>
    </message>
    <message>
        <source>This is the first step</source>
        <translation>첫 단계입니다</translation>
    </message>
    <message>
        <source>x: the example input</source>
        <translation>x: 예제 입력</translation>
    </message>
    <message>
        <source>Type a number to change the input</source>
        <translation>수를 입력하여 입력값을 바꿉니다</translation>
    </message>
    <message>
        <source>Start the seven steps. %1</source>
        <translation>일곱 단계를 시작합니다. %1</translation>
    </message>
    <message>
        <source>Four channels</source>
        <translation>채널 네 개</translation>
    </message>
</context>
<context>
    <name>pleat::ui::LogView</name>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Messages, findings and errors</source>
        <translation>메시지, 참고 사항, 오류</translation>
    </message>
    <message>
        <source>Messages, findings and errors appear here.</source>
        <translation>메시지, 참고 사항, 오류가 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>오류: %1</translation>
    </message>
    <message>
        <source>Filter the log</source>
        <translation>로그 거르기</translation>
    </message>
    <message>
        <source>Show only messages that contain this text</source>
        <translation>이 글이 든 메시지만 표시합니다</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>거르기</translation>
    </message>
    <message>
        <source>No message contains this text.</source>
        <translation>이 글이 든 메시지가 없습니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::LossPlot</name>
    <message>
        <source>total</source>
        <translation>합계</translation>
    </message>
    <message>
        <source>classes</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>statistics</source>
        <translation>통계</translation>
    </message>
    <message>
        <source>variation</source>
        <translation>총변동</translation>
    </message>
    <message>
        <source>step</source>
        <translation>단계</translation>
    </message>
    <message>
        <source>loss</source>
        <translation>손실</translation>
    </message>
    <message>
        <source>Loss of the images</source>
        <translation>이미지의 손실</translation>
    </message>
    <message>
        <source>step %1</source>
        <translation>단계 %1</translation>
    </message>
</context>
<context>
    <name>pleat::ui::MainWindow</name>
    <message>
        <source>Start page</source>
        <translation>시작 페이지</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>개요</translation>
    </message>
    <message>
        <source>k of every group, like an equaliser</source>
        <translation>이퀄라이저처럼 모든 그룹의 k를 봅니다</translation>
    </message>
    <message>
        <source>Clusters</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>The channels of the group in a plane, by PCA or t-SNE</source>
        <translation>PCA나 t-SNE로 그룹의 채널을 평면에 그립니다</translation>
    </message>
    <message>
        <source>Matrix</source>
        <translation>행렬</translation>
    </message>
    <message>
        <source>Similarity of the channels, with the dendrogram</source>
        <translation>채널의 유사도와 덴드로그램</translation>
    </message>
    <message>
        <source>Graph</source>
        <translation>그래프</translation>
    </message>
    <message>
        <source>The network as nested blocks, with its channel groups</source>
        <translation>중첩된 블록으로 본 네트워크와 채널 그룹</translation>
    </message>
    <message>
        <source>Collapse</source>
        <translation>붕괴</translation>
    </message>
    <message>
        <source>Variance ratio of every layer before and after</source>
        <translation>레이어마다의 전후 분산 비율</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>실행 결과</translation>
    </message>
    <message>
        <source>All runs: what each one costs and what it reaches</source>
        <translation>모든 실행의 비용과 성과</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>Two runs side by side and what differs between them</source>
        <translation>두 실행을 나란히 놓고 차이를 봅니다</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>프로브</translation>
    </message>
    <message>
        <source>The images that the repair looks at</source>
        <translation>복구가 보는 이미지</translation>
    </message>
    <message>
        <source>Show or hide %1</source>
        <translation>%1 표시 또는 숨기기</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Tuner</source>
        <translation>튜너</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>로그</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>작업</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>파일(&amp;F)</translation>
    </message>
    <message>
        <source>Open r&amp;ecent</source>
        <translation>최근 파일 열기(&amp;E)</translation>
    </message>
    <message>
        <source>S&amp;amples</source>
        <translation>예제(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>편집(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>F&amp;old</source>
        <translation>폴딩(&amp;O)</translation>
    </message>
    <message>
        <source>Main toolbar</source>
        <translation>기본 도구 모음</translation>
    </message>
    <message>
        <source>How channels are clustered</source>
        <translation>채널을 클러스터링하는 방법</translation>
    </message>
    <message>
        <source>Repa&amp;ir</source>
        <translation>복구(&amp;I)</translation>
    </message>
    <message>
        <source>Pro&amp;be</source>
        <translation>프로브(&amp;B)</translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation>먼저 모델을 여십시오</translation>
    </message>
    <message>
        <source>Another job is under way</source>
        <translation>다른 작업이 진행 중입니다</translation>
    </message>
    <message>
        <source>The network of this run is no longer held: run its plan again</source>
        <translation>이 실행의 네트워크는 더 이상 보관되어 있지 않습니다. 계획을 다시 실행하십시오</translation>
    </message>
    <message>
        <source>There is nothing to save yet: run the plan first</source>
        <translation>아직 저장할 것이 없습니다. 먼저 계획을 실행하십시오</translation>
    </message>
    <message>
        <source>Save the network of the last run; it is stale: plan changed since this run</source>
        <translation>마지막 실행의 네트워크를 저장합니다. 그 뒤에 계획이 바뀌어 오래된 결과입니다</translation>
    </message>
    <message>
        <source>No job is under way</source>
        <translation>진행 중인 작업이 없습니다</translation>
    </message>
    <message>
        <source>Saving cannot be cancelled</source>
        <translation>저장은 취소할 수 없습니다</translation>
    </message>
    <message>
        <source>There is no edit to undo</source>
        <translation>되돌릴 편집이 없습니다</translation>
    </message>
    <message>
        <source>There is no edit to redo</source>
        <translation>다시 할 편집이 없습니다</translation>
    </message>
    <message>
        <source>Show %1 and lose the edits to the plan made while it was opening?</source>
        <translation>%1을(를) 여는 동안 계획을 편집한 내용을 버리고 그 모델을 표시하시겠습니까?</translation>
    </message>
    <message>
        <source>Open %1 and lose the edits to the plan?</source>
        <translation>계획의 편집 내용을 버리고 %1을(를) 여시겠습니까?</translation>
    </message>
    <message>
        <source>Open a model, a project or a recipe</source>
        <translation>모델, 프로젝트 또는 레시피 열기</translation>
    </message>
    <message>
        <source>Models, projects and recipes (*.pt *.pth *.safetensors *.onnx *.pleat *.json);;All files (*)</source>
        <translation>모델, 프로젝트, 레시피 (*.pt *.pth *.safetensors *.onnx *.pleat *.json);;모든 파일 (*)</translation>
    </message>
    <message>
        <source>Save the folded model</source>
        <translation>폴딩한 모델 저장</translation>
    </message>
    <message>
        <source>TorchScript (*.pt);;PyTorch weights (*.pth);;safetensors (*.safetensors);;ONNX (*.onnx)</source>
        <translation>TorchScript (*.pt);;PyTorch 가중치 (*.pth);;safetensors (*.safetensors);;ONNX (*.onnx)</translation>
    </message>
    <message>
        <source>Save the recipe</source>
        <translation>레시피 저장</translation>
    </message>
    <message>
        <source>Recipes (*.json)</source>
        <translation>레시피 (*.json)</translation>
    </message>
    <message>
        <source>Unsaved edits</source>
        <translation>저장하지 않은 편집</translation>
    </message>
    <message>
        <source>The plan was changed since the recipe was last saved.</source>
        <translation>레시피를 마지막으로 저장한 뒤에 계획이 바뀌었습니다.</translation>
    </message>
    <message>
        <source>Save recipe...</source>
        <translation>레시피 저장...</translation>
    </message>
    <message>
        <source>Saving... The window closes when the file is complete.</source>
        <translation>저장하는 중입니다. 파일이 완성되면 창이 닫힙니다.</translation>
    </message>
    <message>
        <source>Close and lose the edits to the plan?</source>
        <translation>계획의 편집 내용을 버리고 닫으시겠습니까?</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>How folding works, step by step, on an example or on your group</source>
        <translation>예제나 선택한 그룹으로 폴딩의 원리를 단계별로 봅니다</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
    <message>
        <source>History of edits</source>
        <translation>편집 기록</translation>
    </message>
    <message>
        <source>Every edit since the model was opened; choose one to go back or forward to it</source>
        <translation>모델을 연 뒤의 모든 편집입니다. 하나를 고르면 그 상태로 돌아가거나 나아갑니다</translation>
    </message>
    <message>
        <source>as opened</source>
        <translation>연 상태</translation>
    </message>
    <message>
        <source>History</source>
        <translation>기록</translation>
    </message>
    <message>
        <source>Show the Matrix view first</source>
        <translation>먼저 행렬 보기를 여십시오</translation>
    </message>
    <message>
        <source>There is no zoom to go back to</source>
        <translation>돌아갈 이전 확대가 없습니다</translation>
    </message>
    <message>
        <source>There is no zoom to go forward to</source>
        <translation>나아갈 다음 확대가 없습니다</translation>
    </message>
    <message>
        <source>No file has been opened yet</source>
        <translation>아직 연 파일이 없습니다</translation>
    </message>
    <message>
        <source>Open a file that was open before</source>
        <translation>전에 열었던 파일을 엽니다</translation>
    </message>
    <message>
        <source>Open a network that comes with Pleat</source>
        <translation>Pleat에 들어 있는 네트워크를 엽니다</translation>
    </message>
    <message>
        <source>The samples that come with Pleat are not there</source>
        <translation>Pleat에 들어 있는 예제를 찾을 수 없습니다</translation>
    </message>
    <message>
        <source>Save the plan as a recipe, then go on</source>
        <translation>계획을 레시피로 저장한 뒤 계속합니다</translation>
    </message>
    <message>
        <source>Go on; the edits are lost</source>
        <translation>계속합니다. 편집 내용은 사라집니다</translation>
    </message>
    <message>
        <source>Go back to the plan; nothing is lost</source>
        <translation>계획으로 돌아갑니다. 아무것도 사라지지 않습니다</translation>
    </message>
</context>
<context>
    <name>pleat::ui::MatrixModel</name>
    <message>
        <source>row %1, column %2: %3</source>
        <translation>행 %1, 열 %2: %3</translation>
    </message>
    <message>
        <source>Numbers go up to %1 here; this one stays %2.</source>
        <translation>여기서 수는 %1까지 허용됩니다. 이 수는 그대로 %2입니다.</translation>
    </message>
    <message>
        <source>“%1” is no number; %2 stays.</source>
        <translation>“%1”은(는) 수가 아닙니다. 그대로 %2입니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::MatrixPlot</name>
    <message>
        <source>Similarity matrix with dendrogram</source>
        <translation>덴드로그램이 있는 유사도 행렬</translation>
    </message>
    <message>
        <source>similarity</source>
        <translation>유사도</translation>
    </message>
    <message>
        <source>merge distance</source>
        <translation>병합 거리</translation>
    </message>
    <message>
        <source>channels in the order of the dendrogram</source>
        <translation>덴드로그램 순서의 채널</translation>
    </message>
    <message>
        <source>|similarity|</source>
        <translation>|유사도|</translation>
    </message>
    <message>
        <source>distance</source>
        <translation>거리</translation>
    </message>
    <message>
        <source>strongest (the largest of them)</source>
        <translation>가장 강한 값(최댓값)</translation>
    </message>
    <message>
        <source>strongest (the smallest distance)</source>
        <translation>가장 강한 값(최소 거리)</translation>
    </message>
    <message>
        <source>strongest (the largest magnitude)</source>
        <translation>가장 강한 값(최대 크기)</translation>
    </message>
    <message>
        <source>channels by cluster, then as in the dendrogram</source>
        <translation>클러스터별, 그 안에서 덴드로그램 순서의 채널</translation>
    </message>
    <message>
        <source>the matrix is being computed</source>
        <translation>행렬을 계산하고 있습니다</translation>
    </message>
    <message>
        <source>1 px = %1 x %1 cells, %2</source>
        <translation>1픽셀 = %1 x %1칸, %2</translation>
    </message>
    <message>
        <source>1 cell = %1 x %1 px</source>
        <translation>1칸 = %1 x %1픽셀</translation>
    </message>
    <message>
        <source>%1; outlined: the %2 of %3 clusters that are contiguous</source>
        <translation>%1; 윤곽: 이어진 클러스터 %2개(전체 %3개)</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>채널</translation>
    </message>
    <message>
        <source>cluster</source>
        <translation>클러스터</translation>
    </message>
    <message>
        <source>selected</source>
        <translation>선택됨</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1~%2</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>Colours from %1 to %2 of %3
Bars: how many pairs of channels have the value (square root)
Drag the two handles to narrow the colours, double click resets</source>
        <translation>%3의 %1~%2 색
막대: 값을 가진 채널 쌍의 수(제곱근)
두 손잡이를 끌면 색 범위가 좁아지고, 두 번 클릭하면 되돌립니다</translation>
    </message>
    <message>
        <source>Click a line: selects the channels below it (Shift adds, Ctrl toggles)</source>
        <translation>선을 클릭하면 그 아래의 채널을 선택합니다(Shift는 더하고 Ctrl은 켜고 끔)</translation>
    </message>
    <message>
        <source>Drag, or click beside the lines: cuts the tree, here at k = %1</source>
        <translation>끌거나 선 옆을 클릭하면 트리를 자릅니다. 여기서는 k = %1</translation>
    </message>
    <message>
        <source>The group is locked, so its cut cannot be dragged</source>
        <translation>그룹이 잠겨 있어 자르는 위치를 끌 수 없습니다</translation>
    </message>
    <message>
        <source>undefined: a channel is zero</source>
        <translation>정의되지 않음: 채널이 0입니다</translation>
    </message>
    <message>
        <source>Channels %1 and %2
%3 %4</source>
        <translation>채널 %1과(와) %2
%3 %4</translation>
    </message>
    <message>
        <source>The dendrogram has another order: choose its own to see it.</source>
        <translation>덴드로그램의 순서가 다릅니다. 보려면 그 순서를 고르십시오.</translation>
    </message>
    <message>
        <source>Up and Down walk from row to row, Space selects the channel. %1</source>
        <translation>위아래 키로 행을 옮겨 다니고 Space로 채널을 선택합니다. %1</translation>
    </message>
</context>
<context>
    <name>pleat::ui::MatrixView</name>
    <message>
        <source>Similarity of</source>
        <translation>유사도 대상</translation>
    </message>
    <message>
        <source>Of the features of the whole group, or of the channels of one layer: of their weights, or of their activations on data</source>
        <translation>그룹 전체의 특징, 또는 한 레이어 채널의 가중치나 데이터에 대한 활성값</translation>
    </message>
    <message>
        <source>Similarity matrix</source>
        <translation>유사도 행렬</translation>
    </message>
    <message>
        <source>whole group (features)</source>
        <translation>그룹 전체(특징)</translation>
    </message>
    <message>
        <source>Cosines of what the clusterer compares</source>
        <translation>클러스터링이 비교하는 것의 코사인</translation>
    </message>
    <message>
        <source>Cosines of the layer&apos;s weights</source>
        <translation>레이어 가중치의 코사인</translation>
    </message>
    <message>
        <source>activations of %1</source>
        <translation>%1의 활성값</translation>
    </message>
    <message>
        <source>Correlation of the layer&apos;s outputs on %1 images of %2</source>
        <translation>%2의 이미지 %1장에 대한 레이어 출력의 상관</translation>
    </message>
    <message>
        <source>Hint</source>
        <translation>힌트</translation>
    </message>
    <message>
        <source>Drag the dendrogram to set k, click a branch to select it, Shift-drag rows</source>
        <translation>덴드로그램을 끌어 k를 정하고, 가지를 클릭해 선택하며, Shift를 누르고 행을 끕니다</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>표시</translation>
    </message>
    <message>
        <source>The similarity with its sign, without it, or the distance: of the whole group that of its features, of a layer that of its channels scaled to length 1</source>
        <translation>부호가 있는 유사도, 부호 없는 유사도, 또는 거리. 그룹 전체는 특징의 거리, 레이어는 길이 1로 맞춘 채널의 거리입니다</translation>
    </message>
    <message>
        <source>similarity</source>
        <translation>유사도</translation>
    </message>
    <message>
        <source>|similarity|</source>
        <translation>|유사도|</translation>
    </message>
    <message>
        <source>distance</source>
        <translation>거리</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>순서</translation>
    </message>
    <message>
        <source>leaf</source>
        <translation>잎</translation>
    </message>
    <message>
        <source>cluster, then leaf</source>
        <translation>클러스터, 그다음 잎</translation>
    </message>
    <message>
        <source>Sho&amp;w</source>
        <translation>표시(&amp;W)</translation>
    </message>
    <message>
        <source>o&amp;f</source>
        <translation>대상(&amp;F)</translation>
    </message>
    <message>
        <source>Or&amp;der</source>
        <translation>순서(&amp;D)</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1(%2)</translation>
    </message>
    <message>
        <source>Back to the zoom before</source>
        <translation>이전 확대로 돌아갑니다</translation>
    </message>
    <message>
        <source>Forward to the zoom after</source>
        <translation>다음 확대로 나아갑니다</translation>
    </message>
    <message>
        <source>By cluster, the channels of each cluster of the exact clustering lie together; the dendrogram does not fit that order and is left out</source>
        <translation>클러스터별 순서에서는 정확한 클러스터링의 클러스터마다 채널이 모입니다. 덴드로그램은 이 순서에 맞지 않아 빠집니다</translation>
    </message>
    <message>
        <source>The clusters of a tree lie together in the order of its leaves. Another order is offered for methods without a tree, such as k-means.</source>
        <translation>트리의 클러스터는 잎 순서에서 모여 있습니다. 다른 순서는 k-means처럼 트리가 없는 방법에 제공됩니다.</translation>
    </message>
    <message>
        <source>The activations are being measured.</source>
        <translation>활성값을 측정하고 있습니다.</translation>
    </message>
    <message>
        <source>Activations for the matrix</source>
        <translation>행렬의 활성값</translation>
    </message>
    <message>
        <source>The activations are being measured: %1</source>
        <translation>활성값을 측정하고 있습니다: %1</translation>
    </message>
    <message>
        <source>The similarity of every two channels, beside the dendrogram of their merges. The wheel zooms, a drag moves, a drag on the dendrogram sets k and a click on a branch picks its channels; Up and Down go from row to row, Space picks the channel, C its cluster and B the branch above, Enter zooms to the cluster, F fits.</source>
        <translation>두 채널마다의 유사도를 병합의 덴드로그램과 나란히 보여 줍니다. 휠은 확대·축소하고 끌면 움직이며, 덴드로그램을 끌면 k를 정하고 가지를 클릭하면 그 채널을 고릅니다. 위아래 키는 행 사이를 오가고 Space는 채널을, C는 그 클러스터를, B는 위쪽 가지를 고르며, Enter는 클러스터를 확대하고 F는 전체를 맞춥니다.</translation>
    </message>
    <message>
        <source>There is no zoom before</source>
        <translation>이전 확대가 없습니다</translation>
    </message>
    <message>
        <source>There is no zoom after</source>
        <translation>이후 확대가 없습니다</translation>
    </message>
</context>
<context>
    <name>pleat::ui::MessageBar</name>
    <message>
        <source>Message text</source>
        <translation>메시지 내용</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>메시지</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>메시지 닫기</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>닫기</translation>
    </message>
    <message>
        <source>Error: %1</source>
        <translation>오류: %1</translation>
    </message>
</context>
<context>
    <name>pleat::ui::NetworkBox</name>
    <message>
        <source>Whole network</source>
        <translation>네트워크 전체</translation>
    </message>
    <message>
        <source>Why the budget cannot be met</source>
        <translation>예산을 맞출 수 없는 까닭</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>Keep in all groups, percent</source>
        <translation>모든 그룹의 유지 비율, 퍼센트</translation>
    </message>
    <message>
        <source>Share of channels that every group keeps</source>
        <translation>모든 그룹이 유지하는 채널의 비율</translation>
    </message>
    <message>
        <source>Which groups</source>
        <translation>대상 그룹</translation>
    </message>
    <message>
        <source>Which groups Set and Distribute change.
Inner groups are those that no addition joins. Locked groups stay as they are.</source>
        <translation>모두 적용과 배분이 바꾸는 그룹.
내부 그룹은 덧셈으로 이어지지 않은 그룹입니다. 잠긴 그룹은 그대로 둡니다.</translation>
    </message>
    <message>
        <source>all groups</source>
        <translation>모든 그룹</translation>
    </message>
    <message>
        <source>inner groups</source>
        <translation>내부 그룹</translation>
    </message>
    <message>
        <source>&amp;Set</source>
        <translation>모두 적용(&amp;S)</translation>
    </message>
    <message>
        <source>Set all groups</source>
        <translation>모든 그룹 설정</translation>
    </message>
    <message>
        <source>Set k of all these groups at once; one step to undo</source>
        <translation>이 그룹들의 k를 한꺼번에 정합니다. 한 번에 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>유지</translation>
    </message>
    <message>
        <source>Budget, percent</source>
        <translation>예산, 퍼센트</translation>
    </message>
    <message>
        <source>Share of the whole network that may remain</source>
        <translation>네트워크 전체에서 남길 수 있는 비율</translation>
    </message>
    <message>
        <source>Budget of</source>
        <translation>예산의 기준</translation>
    </message>
    <message>
        <source>What the budget limits: parameters, or multiply-accumulates</source>
        <translation>예산이 제한하는 것: 매개변수 또는 곱셈-누산</translation>
    </message>
    <message>
        <source>parameters</source>
        <translation>매개변수</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>&amp;Distribute</source>
        <translation>배분(&amp;D)</translation>
    </message>
    <message>
        <source>Distribute the budget</source>
        <translation>예산 배분</translation>
    </message>
    <message>
        <source>&amp;Budget</source>
        <translation>예산(&amp;B)</translation>
    </message>
    <message>
        <source>Least share of each group, percent</source>
        <translation>그룹마다의 최소 비율, 퍼센트</translation>
    </message>
    <message>
        <source>Share of its channels that every group keeps at least when a budget is distributed</source>
        <translation>예산을 배분할 때 모든 그룹이 적어도 유지하는 채널의 비율</translation>
    </message>
    <message>
        <source>k in multiples of</source>
        <translation>k의 배수</translation>
    </message>
    <message>
        <source>Distribute gives every group a k that is a multiple of it, or all its channels</source>
        <translation>배분은 모든 그룹에 이 수의 배수인 k 또는 채널 전부를 줍니다</translation>
    </message>
    <message>
        <source>any k</source>
        <translation>모든 k</translation>
    </message>
    <message>
        <source>steps of %1</source>
        <translation>%1의 배수</translation>
    </message>
    <message>
        <source>&amp;At least</source>
        <translation>하한(&amp;A)</translation>
    </message>
    <message>
        <source>Presets</source>
        <translation>프리셋</translation>
    </message>
    <message>
        <source>Set k of all these groups by a simple rule, within the budget where it has one</source>
        <translation>이 그룹들의 k를 간단한 규칙으로, 예산이 있으면 그 안에서 정합니다</translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation>먼저 모델을 여십시오</translation>
    </message>
    <message>
        <source>A group has no tree: %1 Lock the group to leave it out.</source>
        <translation>트리가 없는 그룹이 있습니다: %1 제외하려면 그룹을 잠그십시오.</translation>
    </message>
    <message>
        <source>Waiting for the tree of 1 group</source>
        <translation>그룹 1개의 트리를 기다리는 중</translation>
    </message>
    <message>
        <source>Waiting for the trees of %1 groups</source>
        <translation>그룹 %1개의 트리를 기다리는 중</translation>
    </message>
    <message>
        <source>Give every group the k at which the output is predicted to suffer least; one step to undo</source>
        <translation>출력이 가장 적게 나빠질 것으로 예측되는 k를 모든 그룹에 줍니다. 한 번에 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>Progress of the preset</source>
        <translation>프리셋 진행</translation>
    </message>
    <message>
        <source>k is set once every group is measured</source>
        <translation>모든 그룹을 측정하면 k를 정합니다</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>중지</translation>
    </message>
    <message>
        <source>Stop measuring</source>
        <translation>측정 중지</translation>
    </message>
    <message>
        <source>Stops measuring and leaves every k as it is</source>
        <translation>측정을 멈추고 모든 k를 그대로 둡니다</translation>
    </message>
    <message>
        <source>Silhouettes: %1 of %2 groups measured</source>
        <translation>실루엣: 그룹 %2개 중 %1개 측정</translation>
    </message>
</context>
<context>
    <name>pleat::ui::OverviewPlot</name>
    <message>
        <source>frozen</source>
        <translation>고정됨</translation>
    </message>
    <message>
        <source>k of every group</source>
        <translation>모든 그룹의 k</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>n</source>
        <translation>n</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>Keep, %</source>
        <translation>유지, %</translation>
    </message>
    <message>
        <source>Predicted variance ratio</source>
        <translation>예측 분산 비율</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>미리보기</translation>
    </message>
    <message>
        <source>State</source>
        <translation>상태</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>locked</source>
        <translation>잠김</translation>
    </message>
    <message>
        <source>free</source>
        <translation>풀림</translation>
    </message>
    <message>
        <source>Predicted</source>
        <translation>예측</translation>
    </message>
    <message>
        <source>0</source>
        <translation>0</translation>
    </message>
    <message>
        <source>k / n</source>
        <translation>k / n</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>유지</translation>
    </message>
</context>
<context>
    <name>pleat::ui::OverviewView</name>
    <message>
        <source>k of every group</source>
        <translation>모든 그룹의 k</translation>
    </message>
    <message>
        <source>Scroll the groups</source>
        <translation>그룹 스크롤</translation>
    </message>
    <message>
        <source>How to use the bars</source>
        <translation>막대 사용법</translation>
    </message>
    <message>
        <source>Open a model to see its groups.</source>
        <translation>그룹을 보려면 모델을 여십시오.</translation>
    </message>
    <message>
        <source>This network has no groups of channels.</source>
        <translation>이 네트워크에는 채널 그룹이 없습니다.</translation>
    </message>
    <message>
        <source>Frozen: %1</source>
        <translation>고정됨: %1</translation>
    </message>
    <message>
        <source>Locked: its k stays until it is unlocked (L)</source>
        <translation>잠김: 풀 때까지(L) k가 그대로입니다</translation>
    </message>
    <message>
        <source>Preview: the tree was cut, the clusterer has yet to run</source>
        <translation>미리보기: 트리를 자른 결과이며 클러스터링은 아직입니다</translation>
    </message>
    <message>
        <source>Drag or arrow keys: k. Shift: same share for more groups. Alt: parameters stay.</source>
        <translation>끌기 또는 화살표 키: k 설정. Shift: 다른 그룹에도 같은 비율. Alt: 매개변수 수 유지.</translation>
    </message>
    <message>
        <source>Drag or Left/Right: sets k (PgUp, PgDn, Home, End, E for the elbow)
Alt-drag or Alt+Left/Right: sets k, the others keep the parameters
Shift-drag or Shift+Up/Down: gives further groups the same share</source>
        <translation>끌기 또는 왼쪽/오른쪽: k를 정합니다(PgUp, PgDn, Home, End, 엘보는 E)
Alt+끌기 또는 Alt+왼쪽/오른쪽: k를 정하고, 다른 그룹이 매개변수 수를 맞춥니다
Shift+끌기 또는 Shift+위/아래: 다른 그룹에도 같은 비율을 줍니다</translation>
    </message>
    <message>
        <source>Every group as a bar from 0 to its number of channels, with a handle at k. Up and Down go from group to group; a drag of the handle, or Left and Right, set k; with Shift more groups get the same share, with Alt the parameters of the whole network stay.</source>
        <translation>모든 그룹을 0부터 채널 수까지의 막대로 보여 주고 k에 손잡이를 둡니다. 위아래 키는 그룹 사이를 오가고, 손잡이를 끌거나 왼쪽·오른쪽 키를 누르면 k를 정합니다. Shift를 누르면 다른 그룹에도 같은 비율을 주고, Alt를 누르면 전체 네트워크의 매개변수 수를 유지합니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::PairPlot</name>
    <message>
        <source>%1 of two runs and their difference</source>
        <translation>두 실행의 %1과(와) 그 차이</translation>
    </message>
    <message>
        <source>A</source>
        <translation>A</translation>
    </message>
    <message>
        <source>B</source>
        <translation>B</translation>
    </message>
    <message>
        <source>B − A</source>
        <translation>B − A</translation>
    </message>
    <message>
        <source>%1
A: %2
B: %3
B − A: %4</source>
        <translation>%1
A: %2
B: %3
B − A: %4</translation>
    </message>
</context>
<context>
    <name>pleat::ui::PictureGrid</name>
    <message>
        <source>%1 pictures</source>
        <translation>이미지 %1장</translation>
    </message>
    <message>
        <source>image</source>
        <translation>이미지</translation>
    </message>
    <message>
        <source>class</source>
        <translation>클래스</translation>
    </message>
    <message>
        <source>mean red</source>
        <translation>빨강 평균</translation>
    </message>
    <message>
        <source>mean green</source>
        <translation>초록 평균</translation>
    </message>
    <message>
        <source>mean blue</source>
        <translation>파랑 평균</translation>
    </message>
    <message>
        <source>Image %1</source>
        <translation>이미지 %1</translation>
    </message>
    <message>
        <source>Image %1, made for the class %2</source>
        <translation>이미지 %1, 클래스 %2용</translation>
    </message>
</context>
<context>
    <name>pleat::ui::Plot</name>
    <message>
        <source>Ctrl+T shows its values as a table, Ctrl+E saves it as a figure.</source>
        <translation>Ctrl+T는 값을 표로 보여 주고 Ctrl+E는 그림으로 저장합니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::PresetButton</name>
    <message>
        <source>Presets</source>
        <translation>프리셋</translation>
    </message>
    <message>
        <source>&amp;Uniform</source>
        <translation>균일(&amp;U)</translation>
    </message>
    <message>
        <source>The same share of channels in every group, as large as the budget allows</source>
        <translation>예산이 허용하는 만큼, 모든 그룹에 같은 비율의 채널</translation>
    </message>
    <message>
        <source>By &amp;inertia</source>
        <translation>관성 기준(&amp;I)</translation>
    </message>
    <message>
        <source>The same relative inertia in every group, as small as the budget allows</source>
        <translation>예산이 허용하는 한 작은, 모든 그룹에 같은 상대 관성</translation>
    </message>
    <message>
        <source>By &amp;elbow</source>
        <translation>엘보 기준(&amp;E)</translation>
    </message>
    <message>
        <source>Every group at its elbow, without a budget</source>
        <translation>예산 없이 모든 그룹을 엘보에 맞춤</translation>
    </message>
    <message>
        <source>By &amp;silhouette</source>
        <translation>실루엣 기준(&amp;S)</translation>
    </message>
    <message>
        <source>Every group at its largest measured silhouette, without a budget</source>
        <translation>예산 없이 모든 그룹을 측정된 최대 실루엣에 맞춤</translation>
    </message>
    <message>
        <source>&amp;Protect first and last</source>
        <translation>처음과 끝 보호(&amp;P)</translation>
    </message>
    <message>
        <source>The first and the last group keep all, the others the same share, as large as the budget allows</source>
        <translation>처음과 끝 그룹은 모두 유지하고, 나머지는 예산이 허용하는 만큼 같은 비율</translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation>먼저 모델을 여십시오</translation>
    </message>
    <message numerus="yes">
        <source>The trees of %n group(s) are not known. Wait for them, or lock the groups.</source>
        <translation>
            <numerusform>그룹 %n개의 트리를 아직 모릅니다. 기다리거나 그룹을 잠그십시오.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1; one step to undo</source>
        <translation>%1. 한 번에 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>The groups are being measured</source>
        <translation>그룹을 측정하고 있습니다</translation>
    </message>
    <message>
        <source>%1. First %2 groups are measured.</source>
        <translation>%1. 먼저 그룹 %2개를 측정합니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::ProbeChooser</name>
    <message>
        <source>Probe</source>
        <translation>프로브</translation>
    </message>
    <message>
        <source>The images that the repair looks at</source>
        <translation>복구가 보는 이미지</translation>
    </message>
    <message>
        <source>not needed</source>
        <translation>필요 없음</translation>
    </message>
    <message>
        <source>Inverted images (no data)</source>
        <translation>역변환 이미지(데이터 없음)</translation>
    </message>
    <message>
        <source>Images made from the network alone: its BatchNorms remember the training data</source>
        <translation>네트워크만으로 만든 이미지. BatchNorm이 학습 데이터를 기억합니다</translation>
    </message>
    <message>
        <source>Noise (no data)</source>
        <translation>노이즈(데이터 없음)</translation>
    </message>
    <message>
        <source>Smooth noise; for networks without BatchNorm</source>
        <translation>부드러운 노이즈. BatchNorm이 없는 네트워크용</translation>
    </message>
    <message>
        <source>Training images of the data set</source>
        <translation>데이터 세트의 학습 이미지</translation>
    </message>
    <message>
        <source>The model&apos;s input.json names no data set, or it is not there</source>
        <translation>모델의 input.json에 데이터 세트가 없거나 그 자리에 없습니다</translation>
    </message>
    <message>
        <source>Takes training images of %1</source>
        <translation>%1의 학습 이미지를 씁니다</translation>
    </message>
    <message>
        <source>Data: %1</source>
        <translation>데이터: %1</translation>
    </message>
    <message>
        <source>Takes %1</source>
        <translation>%1을(를) 씁니다</translation>
    </message>
    <message>
        <source>Choose a data file...</source>
        <translation>데이터 파일 선택...</translation>
    </message>
    <message>
        <source>An .npy, IDX or CIFAR file of images</source>
        <translation>.npy, IDX 또는 CIFAR 이미지 파일</translation>
    </message>
    <message>
        <source>Choose a data folder...</source>
        <translation>데이터 폴더 선택...</translation>
    </message>
    <message>
        <source>A folder of IDX, CIFAR or .npy files, or with a folder of images per class</source>
        <translation>IDX, CIFAR, .npy 파일의 폴더, 또는 클래스마다 이미지 폴더가 있는 폴더</translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation>먼저 모델을 여십시오</translation>
    </message>
    <message>
        <source>The repair %1 works from the weights alone: it looks at no probe</source>
        <translation>복구 %1은(는) 가중치만으로 동작하며 프로브를 보지 않습니다</translation>
    </message>
    <message>
        <source>The images that the repair looks at:
%1</source>
        <translation>복구가 보는 이미지:
%1</translation>
    </message>
    <message>
        <source>Choose a folder of images</source>
        <translation>이미지 폴더 선택</translation>
    </message>
    <message>
        <source>Choose a file of images</source>
        <translation>이미지 파일 선택</translation>
    </message>
</context>
<context>
    <name>pleat::ui::ProbeView</name>
    <message>
        <source>beginning</source>
        <translation>시작하는 중</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>%2단계 중 %1단계</translation>
    </message>
    <message>
        <source>%1, about %2 s left</source>
        <translation>%1, 약 %2초 남음</translation>
    </message>
    <message>
        <source>noise works for every network, data too</source>
        <translation>노이즈는 모든 네트워크에 쓸 수 있으며 데이터도 그렇습니다</translation>
    </message>
    <message>
        <source>&amp;Make anew</source>
        <translation>새로 만들기(&amp;M)</translation>
    </message>
    <message>
        <source>Read i&amp;mages</source>
        <translation>이미지 읽기(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Make images</source>
        <translation>이미지 만들기(&amp;M)</translation>
    </message>
    <message>
        <source>Another job is under way</source>
        <translation>다른 작업이 진행 중입니다</translation>
    </message>
    <message>
        <source>Read the images now; a run reads them too</source>
        <translation>지금 이미지를 읽습니다. 실행할 때에도 읽습니다</translation>
    </message>
    <message>
        <source>Make the images now; a run makes them too if they are missing</source>
        <translation>지금 이미지를 만듭니다. 없으면 실행할 때에도 만듭니다</translation>
    </message>
    <message>
        <source>No images are being made</source>
        <translation>만들고 있는 이미지가 없습니다</translation>
    </message>
    <message>
        <source>Cancel the run and keep the best images so far; the next run uses them</source>
        <translation>실행을 취소하고 지금까지 가장 좋은 이미지를 남깁니다. 다음 실행이 이를 씁니다</translation>
    </message>
    <message>
        <source>Stop and keep the best images so far; runs use them</source>
        <translation>멈추고 지금까지 가장 좋은 이미지를 남깁니다. 실행이 이를 씁니다</translation>
    </message>
    <message>
        <source>Save the images as a NumPy array, which can be chosen as data again</source>
        <translation>이미지를 NumPy 배열로 저장합니다. 나중에 데이터로 고를 수 있습니다</translation>
    </message>
    <message>
        <source>There are no images yet</source>
        <translation>아직 이미지가 없습니다</translation>
    </message>
    <message>
        <source>The loss shows here while the images form.</source>
        <translation>이미지가 만들어지는 동안 손실이 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Read from a file: there is no curve.</source>
        <translation>파일에서 읽었으므로 곡선이 없습니다.</translation>
    </message>
    <message>
        <source>Not made yet: the next run makes them first.</source>
        <translation>아직 만들지 않았습니다. 다음 실행이 먼저 만듭니다.</translation>
    </message>
    <message>
        <source>%1 (%2 shown)</source>
        <translation>%1(%2장 표시)</translation>
    </message>
    <message>
        <source>%1, seed %2</source>
        <translation>%1, 시드 %2</translation>
    </message>
    <message>
        <source>%1, made in %2 s</source>
        <translation>%1, %2초 걸림</translation>
    </message>
    <message>
        <source>%1. The plan asks for others: the next run makes them anew.</source>
        <translation>%1. 계획은 다른 이미지를 요구하므로 다음 실행이 새로 만듭니다.</translation>
    </message>
    <message>
        <source>%1. The best so far is used.</source>
        <translation>%1. 지금까지 가장 좋은 것을 씁니다.</translation>
    </message>
    <message>
        <source>%1. The next runs use them again.</source>
        <translation>%1. 다음 실행도 이를 다시 씁니다.</translation>
    </message>
    <message>
        <source>Open a model first.</source>
        <translation>먼저 모델을 여십시오.</translation>
    </message>
    <message>
        <source>A probe is the images that a repair looks at, to see what the layers put out.

The repair %1 works from the weights alone and needs none. Choose another repair in the toolbar, such as least squares.</source>
        <translation>프로브는 레이어의 출력을 알아보려고 복구가 보는 이미지입니다.

복구 %1은(는) 가중치만으로 동작하며 프로브가 필요 없습니다. 도구 모음에서 최소제곱과 같은 다른 복구를 고르십시오.</translation>
    </message>
    <message>
        <source>%1 looks at what the layers put out on a probe: images made from the network alone, without data. They begin as noise and are changed until the network recognises a class in each, and until its BatchNorms see the statistics that they remember of the training data.</source>
        <translation>%1은(는) 프로브에 대한 레이어의 출력을 봅니다: 데이터 없이 네트워크만으로 만든 이미지입니다. 노이즈에서 시작하여, 네트워크가 이미지마다 클래스를 알아보고 BatchNorm이 기억하는 학습 데이터의 통계가 나올 때까지 바꿉니다.</translation>
    </message>
    <message>
        <source>%1 looks at what the layers put out on a probe: smooth noise with the mean and spread that the network expects of its input. It needs neither data nor BatchNorm, but tells less than images do.</source>
        <translation>%1은(는) 프로브에 대한 레이어의 출력을 봅니다: 네트워크가 기대하는 입력의 평균과 분포를 가진 부드러운 노이즈입니다. 데이터도 BatchNorm도 필요 없지만 이미지보다 알려 주는 것이 적습니다.</translation>
    </message>
    <message>
        <source>%1 looks at what the layers put out on a probe: images of %2, drawn by the seed.</source>
        <translation>%1은(는) 프로브에 대한 레이어의 출력을 봅니다: 시드로 뽑은 %2의 이미지입니다.</translation>
    </message>
    <message>
        <source>Save the images</source>
        <translation>이미지 저장</translation>
    </message>
    <message>
        <source>NumPy arrays (*.npy)</source>
        <translation>NumPy 배열 (*.npy)</translation>
    </message>
    <message>
        <source>What the probe is</source>
        <translation>프로브 설명</translation>
    </message>
    <message>
        <source>Loss of the images and its parts against the step</source>
        <translation>단계에 따른 이미지의 손실과 그 부분</translation>
    </message>
    <message>
        <source>Images of the probe</source>
        <translation>프로브의 이미지</translation>
    </message>
    <message>
        <source>The first images of the probe</source>
        <translation>프로브의 처음 이미지들</translation>
    </message>
    <message>
        <source>Number of images</source>
        <translation>이미지 수</translation>
    </message>
    <message>
        <source>How many images the repair looks at; more take longer and tell more</source>
        <translation>복구가 보는 이미지 수. 많을수록 오래 걸리고 더 많이 알려 줍니다</translation>
    </message>
    <message>
        <source>&amp;Images</source>
        <translation>이미지(&amp;I)</translation>
    </message>
    <message>
        <source>Make the images now</source>
        <translation>지금 이미지 만들기</translation>
    </message>
    <message>
        <source>S&amp;top</source>
        <translation>중지(&amp;T)</translation>
    </message>
    <message>
        <source>Stop making images</source>
        <translation>이미지 만들기를 중지</translation>
    </message>
    <message>
        <source>E&amp;xport images...</source>
        <translation>이미지 내보내기(&amp;X)...</translation>
    </message>
    <message>
        <source>Save the images as a file</source>
        <translation>이미지를 파일로 저장</translation>
    </message>
    <message>
        <source>State of the probe</source>
        <translation>프로브 상태</translation>
    </message>
    <message>
        <source>Progress of the images</source>
        <translation>이미지 생성 진행률</translation>
    </message>
    <message>
        <source>Why there are no images</source>
        <translation>이미지가 없는 까닭</translation>
    </message>
    <message>
        <source>Use &amp;noise</source>
        <translation>노이즈 사용(&amp;N)</translation>
    </message>
    <message>
        <source>Take noise as the probe; it needs neither data nor BatchNorm</source>
        <translation>노이즈를 프로브로 씁니다. 데이터도 BatchNorm도 필요 없습니다</translation>
    </message>
    <message>
        <source>The loss of the images and its parts at every step of making them. Point at a step to read its values; Ctrl+T shows all values as a table.</source>
        <translation>이미지를 만드는 단계마다의 손실과 그 부분을 보여 줍니다. 단계를 가리키면 값을 읽을 수 있고 Ctrl+T는 모든 값을 표로 보여 줍니다.</translation>
    </message>
    <message>
        <source>The first images that the repair looks at. Point at an image to read its number, and the class that it was made for.</source>
        <translation>복구가 보는 이미지 가운데 처음 것들입니다. 이미지를 가리키면 번호와 어느 클래스용인지 읽을 수 있습니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::PythonDialog</name>
    <message>
        <source>Load in PyTorch</source>
        <translation>PyTorch에서 불러오기</translation>
    </message>
    <message>
        <source>%1 holds weights only. These lines give the module its new widths and load them:</source>
        <translation>%1에는 가중치만 있습니다. 아래 코드는 모듈의 너비를 바꾸고 가중치를 불러옵니다:</translation>
    </message>
    <message>
        <source>Lines of Python</source>
        <translation>Python 코드</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>복사</translation>
    </message>
    <message>
        <source>Copy the lines</source>
        <translation>코드 줄 복사</translation>
    </message>
    <message>
        <source>Close this window</source>
        <translation>이 창을 닫습니다</translation>
    </message>
</context>
<context>
    <name>pleat::ui::Refinement</name>
    <message>
        <source>Cluster %1</source>
        <translation>%1 클러스터링</translation>
    </message>
    <message>
        <source>Measure the clusters of %1</source>
        <translation>%1의 클러스터 측정</translation>
    </message>
    <message>
        <source>Silhouettes of %1</source>
        <translation>%1의 실루엣</translation>
    </message>
</context>
<context>
    <name>pleat::ui::RepairChooser</name>
    <message>
        <source>Repair</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>How the statistics that merging damages are restored</source>
        <translation>병합으로 손상된 통계를 되살리는 방법</translation>
    </message>
    <message>
        <source>%1 (%2)
Looks at a probe: images that show what the layers put out</source>
        <translation>%1(%2)
프로브를 봅니다. 레이어의 출력을 보여 주는 이미지입니다</translation>
    </message>
    <message>
        <source>%1 (%2)
From the weights alone</source>
        <translation>%1(%2)
가중치만으로</translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation>먼저 모델을 여십시오</translation>
    </message>
</context>
<context>
    <name>pleat::ui::RunHistory</name>
    <message>
        <source>Run %1</source>
        <translation>실행 %1</translation>
    </message>
</context>
<context>
    <name>pleat::ui::RunsModel</name>
    <message>
        <source>%1, network not kept</source>
        <translation>%1, 네트워크 보관 안 함</translation>
    </message>
    <message>
        <source>Network not kept: load the plan and run it again to save the model</source>
        <translation>네트워크가 보관되어 있지 않습니다. 모델을 저장하려면 계획을 불러와 다시 실행하십시오</translation>
    </message>
    <message>
        <source>No.</source>
        <translation>번호</translation>
    </message>
    <message>
        <source>Number of the run, as beside its mark</source>
        <translation>표시 옆에 있는 실행 번호</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Double-click or F2 to rename</source>
        <translation>두 번 클릭하거나 F2로 이름을 바꿉니다</translation>
    </message>
    <message>
        <source>When</source>
        <translation>시각</translation>
    </message>
    <message>
        <source>When the run ended</source>
        <translation>실행이 끝난 시각</translation>
    </message>
    <message>
        <source>Repair</source>
        <translation>복구</translation>
    </message>
    <message>
        <source>What repaired the network after merging</source>
        <translation>병합 후 네트워크를 복구한 방법</translation>
    </message>
    <message>
        <source>Probe</source>
        <translation>프로브</translation>
    </message>
    <message>
        <source>What the repair looked at</source>
        <translation>복구가 본 것</translation>
    </message>
    <message>
        <source>Clusterer</source>
        <translation>클러스터링 방법</translation>
    </message>
    <message>
        <source>How channels were clustered</source>
        <translation>채널을 클러스터링한 방법</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>매개변수</translation>
    </message>
    <message>
        <source>Share of the parameters that is left</source>
        <translation>남은 매개변수의 비율</translation>
    </message>
    <message>
        <source>MACs</source>
        <translation>MAC</translation>
    </message>
    <message>
        <source>Share of the MACs that is left</source>
        <translation>남은 MAC의 비율</translation>
    </message>
    <message>
        <source>Accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>On test images; a dash where there are no labels</source>
        <translation>테스트 이미지에서의 정확도. 레이블이 없으면 줄표</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>변화</translation>
    </message>
    <message>
        <source>Of the accuracy against the original network, in points</source>
        <translation>원본 네트워크에 대한 정확도의 변화(퍼센트포인트)</translation>
    </message>
    <message>
        <source>Output error</source>
        <translation>출력 오차</translation>
    </message>
    <message>
        <source>Distance of the outputs to those of the original network, as a share of their norm</source>
        <translation>원본 네트워크 출력과의 거리(노름에 대한 비율)</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>비율</translation>
    </message>
    <message>
        <source>Variance ratio after repair, median of the layers</source>
        <translation>복구 후 분산 비율(레이어의 중앙값)</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>지연 시간</translation>
    </message>
    <message>
        <source>Measured, one example</source>
        <translation>측정값(입력 하나)</translation>
    </message>
    <message>
        <source>Seconds</source>
        <translation>시간(초)</translation>
    </message>
    <message>
        <source>How long the run took</source>
        <translation>실행에 걸린 시간</translation>
    </message>
    <message>
        <source>Weights</source>
        <translation>가중치</translation>
    </message>
    <message>
        <source>First letters of the hash of the weights</source>
        <translation>가중치 해시의 첫 글자들</translation>
    </message>
</context>
<context>
    <name>pleat::ui::RunsPlot</name>
    <message>
        <source>Runs by what they cost and what they reach</source>
        <translation>실행의 비용과 성과</translation>
    </message>
    <message>
        <source>this plan</source>
        <translation>이 계획</translation>
    </message>
    <message>
        <source>target: met by %1 of %2</source>
        <translation>목표: %2개 중 %1개 달성</translation>
    </message>
    <message>
        <source>run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>on the front</source>
        <translation>파레토 전선 위</translation>
    </message>
    <message>
        <source>meets the target</source>
        <translation>목표 달성</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>예</translation>
    </message>
    <message>
        <source>no</source>
        <translation>아니요</translation>
    </message>
    <message>
        <source>original</source>
        <translation>원본</translation>
    </message>
    <message>
        <source>%1
%2: %3 %
%4: %5
Double-click to load its plan</source>
        <translation>%1
%2: %3 %
%4: %5
두 번 클릭하면 그 계획을 불러옵니다</translation>
    </message>
    <message>
        <source>The arrow keys move the target. %1</source>
        <translation>화살표 키로 목표를 움직입니다. %1</translation>
    </message>
    <message>
        <source>Target: %1 % of the cost, %2 %3
Drag its lines, or use the arrow keys (with Shift in steps ten times as large)</source>
        <translation>목표: 비용의 %1 %, %2 %3
선을 끌거나 화살표 키를 쓰십시오(Shift를 누르면 열 배씩 움직입니다)</translation>
    </message>
</context>
<context>
    <name>pleat::ui::RunsView</name>
    <message>
        <source>Runs by what they cost and what they reach</source>
        <translation>실행의 비용과 성과</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Runs of the open model; Ctrl-click selects a second one to compare</source>
        <translation>열린 모델의 실행. Ctrl+클릭으로 비교할 둘째 실행을 선택합니다</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>비용</translation>
    </message>
    <message>
        <source>What the runs are compared by</source>
        <translation>실행을 비교하는 기준</translation>
    </message>
    <message>
        <source>Parameters left</source>
        <translation>남은 매개변수</translation>
    </message>
    <message>
        <source>MACs left</source>
        <translation>남은 MAC</translation>
    </message>
    <message>
        <source>About the runs</source>
        <translation>실행 정보</translation>
    </message>
    <message>
        <source>Co&amp;mpare</source>
        <translation>비교(&amp;M)</translation>
    </message>
    <message>
        <source>Compare two runs</source>
        <translation>두 실행 비교</translation>
    </message>
    <message>
        <source>&amp;Load plan</source>
        <translation>계획 불러오기(&amp;L)</translation>
    </message>
    <message>
        <source>Load plan</source>
        <translation>계획 불러오기</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>삭제(&amp;D)</translation>
    </message>
    <message>
        <source>Delete runs</source>
        <translation>실행 삭제</translation>
    </message>
    <message>
        <source>Open a model first.</source>
        <translation>먼저 모델을 여십시오.</translation>
    </message>
    <message>
        <source>Nothing has been run yet.
Lower k of some groups, then press Run (Ctrl+R): each run gets a mark here and a row below.</source>
        <translation>아직 실행하지 않았습니다.
몇 그룹의 k를 낮추고 실행(Ctrl+R)을 누르면 실행마다 여기에 표시가, 아래에 행이 생깁니다.</translation>
    </message>
    <message>
        <source>The runs were not tested, so there is no accuracy to draw.
Name a data set in the input.json beside the model and open it again. What was measured is below.</source>
        <translation>테스트하지 않은 실행이라 그릴 정확도가 없습니다.
모델 옆의 input.json에 데이터 세트를 쓰고 다시 여십시오. 측정한 것은 아래에 있습니다.</translation>
    </message>
    <message>
        <source>share of MACs left</source>
        <translation>남은 MAC의 비율</translation>
    </message>
    <message>
        <source>share of parameters left</source>
        <translation>남은 매개변수의 비율</translation>
    </message>
    <message>
        <source>accuracy</source>
        <translation>정확도</translation>
    </message>
    <message>
        <source>output error</source>
        <translation>출력 오차</translation>
    </message>
    <message>
        <source>Show the two runs side by side</source>
        <translation>두 실행을 나란히 봅니다</translation>
    </message>
    <message>
        <source>Select two runs: click one, then Ctrl-click another</source>
        <translation>실행 둘을 선택하십시오. 하나를 클릭하고 다른 하나를 Ctrl+클릭합니다</translation>
    </message>
    <message>
        <source>Select only two runs; %1 are selected</source>
        <translation>실행을 둘만 선택하십시오. %1개가 선택되어 있습니다</translation>
    </message>
    <message>
        <source>Make its plan the current one; can be undone</source>
        <translation>이 계획을 현재 계획으로 합니다. 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>Select a run first</source>
        <translation>먼저 실행을 선택하십시오</translation>
    </message>
    <message>
        <source>Select only one run</source>
        <translation>실행을 하나만 선택하십시오</translation>
    </message>
    <message>
        <source>%1 in all; the views show %2.</source>
        <translation>모두 %1개. 보기에는 %2이(가) 표시됩니다.</translation>
    </message>
    <message>
        <source>%1 in all; click one to show it in the views.</source>
        <translation>모두 %1개. 클릭하면 보기에 표시됩니다.</translation>
    </message>
    <message>
        <source>Take the selected runs out of the list; can be undone</source>
        <translation>선택한 실행을 목록에서 뺍니다. 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>Every run by what it costs and what it reaches; the line joins the runs that no other beats. A click selects a run, Ctrl-click a second one, a double click loads its plan; drag the lines of the target, or move them with the arrow keys. The wheel and Ctrl+Plus and Ctrl+Minus zoom, a drag elsewhere and Ctrl with an arrow pan, F fits.</source>
        <translation>모든 실행을 비용과 결과로 보여 주며, 선은 다른 실행에 뒤지지 않는 실행을 잇습니다. 클릭하면 실행을, Ctrl+클릭하면 두 번째 실행을 선택하고 두 번 클릭하면 그 계획을 불러옵니다. 목표의 선은 끌거나 화살표 키로 움직입니다. 휠과 Ctrl++, Ctrl+-로 확대·축소하고, 다른 곳을 끌거나 Ctrl+화살표로 화면을 옮기며, F는 전체를 보여 줍니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::Session</name>
    <message>
        <source>k of %1</source>
        <translation>%1의 k</translation>
    </message>
    <message>
        <source>lock of %1</source>
        <translation>%1 잠금</translation>
    </message>
    <message>
        <source>unlock of %1</source>
        <translation>%1 잠금 해제</translation>
    </message>
    <message>
        <source>reset of %1</source>
        <translation>%1 초기화</translation>
    </message>
    <message>
        <source>inner groups to %1 %</source>
        <translation>내부 그룹을 %1 %로</translation>
    </message>
    <message>
        <source>all groups to %1 %</source>
        <translation>모든 그룹을 %1 %로</translation>
    </message>
    <message>
        <source>budget of %1 % of the MACs</source>
        <translation>MAC 예산 %1 %</translation>
    </message>
    <message>
        <source>budget of %1 % of the parameters</source>
        <translation>매개변수 예산 %1 %</translation>
    </message>
    <message>
        <source>clusterer %1</source>
        <translation>클러스터링 방법 %1</translation>
    </message>
    <message>
        <source>features %1</source>
        <translation>특징 %1</translation>
    </message>
    <message>
        <source>weights of the features</source>
        <translation>특징의 가중치</translation>
    </message>
    <message>
        <source>repair %1</source>
        <translation>복구 %1</translation>
    </message>
    <message>
        <source>probe %1</source>
        <translation>프로브 %1</translation>
    </message>
    <message>
        <source>probe of %1 images</source>
        <translation>이미지 %1장의 프로브</translation>
    </message>
    <message>
        <source>%1 is frozen: %2</source>
        <translation>%1은(는) 고정되어 있습니다: %2</translation>
    </message>
    <message>
        <source>%1 is locked. Unlock it (L) to change its k.</source>
        <translation>%1은(는) 잠겨 있습니다. k를 바꾸려면 푸십시오(L).</translation>
    </message>
    <message>
        <source>k of %1 at equal parameters</source>
        <translation>매개변수 수를 유지하는 %1의 k</translation>
    </message>
    <message>
        <source>k of groups similar to %1</source>
        <translation>%1과(와) 비슷한 그룹의 k</translation>
    </message>
    <message>
        <source>preset uniform</source>
        <translation>프리셋 균일</translation>
    </message>
    <message>
        <source>preset by inertia</source>
        <translation>프리셋 관성 기준</translation>
    </message>
    <message>
        <source>preset by elbow</source>
        <translation>프리셋 엘보 기준</translation>
    </message>
    <message>
        <source>preset by silhouette</source>
        <translation>프리셋 실루엣 기준</translation>
    </message>
    <message>
        <source>preset protect first and last</source>
        <translation>프리셋 처음과 끝 보호</translation>
    </message>
    <message>
        <source>deletion of %1</source>
        <translation>%1 삭제</translation>
    </message>
    <message>
        <source>deletion of %1 runs</source>
        <translation>실행 %1개 삭제</translation>
    </message>
    <message>
        <source>renaming of %1</source>
        <translation>%1 이름 바꾸기</translation>
    </message>
    <message>
        <source>starts: %1</source>
        <translation>시작 횟수 %1</translation>
    </message>
    <message>
        <source>seed %1</source>
        <translation>시드 %1</translation>
    </message>
    <message>
        <source>plan of %1</source>
        <translation>%1의 계획</translation>
    </message>
</context>
<context>
    <name>pleat::ui::SettingsDialog</name>
    <message>
        <source>Pages</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Reset this pa&amp;ge</source>
        <translation>이 페이지 초기화(&amp;G)</translation>
    </message>
    <message>
        <source>Put everything on this page back to what it was at first</source>
        <translation>이 페이지의 모든 설정을 처음 값으로 되돌립니다</translation>
    </message>
    <message>
        <source>Close the settings</source>
        <translation>설정을 닫습니다</translation>
    </message>
    <message>
        <source>Back to what it was at first: %1</source>
        <translation>처음 값으로 되돌리기: %1</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>시스템 설정</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>밝게</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>어둡게</translation>
    </message>
    <message>
        <source>&amp;Theme</source>
        <translation>테마(&amp;T)</translation>
    </message>
    <message>
        <source>Language of the window; as the desktop has it, if the system decides</source>
        <translation>창의 언어. 시스템을 따르면 데스크톱의 언어를 씁니다</translation>
    </message>
    <message>
        <source>&amp;Language</source>
        <translation>언어(&amp;L)</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>모양</translation>
    </message>
    <message>
        <source>&amp;Size of text</source>
        <translation>글자 크기(&amp;S)</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>In percent of the size that the desktop gives</source>
        <translation>데스크톱이 정한 크기에 대한 퍼센트</translation>
    </message>
    <message>
        <source>In &amp;presenter mode</source>
        <translation>발표 모드에서(&amp;P)</translation>
    </message>
    <message>
        <source>How large the text of the lesson is then, in percent of the size above</source>
        <translation>발표 모드에서 수업의 글자 크기. 위의 크기에 대한 퍼센트</translation>
    </message>
    <message>
        <source>Plots</source>
        <translation>그림</translation>
    </message>
    <message>
        <source>&amp;Colours of similarity</source>
        <translation>유사도의 색(&amp;C)</translation>
    </message>
    <message>
        <source>Blue – orange</source>
        <translation>파랑 – 주황</translation>
    </message>
    <message>
        <source>Purple – green</source>
        <translation>보라 – 초록</translation>
    </message>
    <message>
        <source>Blue – red</source>
        <translation>파랑 – 빨강</translation>
    </message>
    <message>
        <source>From -1 to 1, white in the middle: similarity, correlation, deviation</source>
        <translation>-1에서 1까지, 가운데는 흰색: 유사도, 상관, 편차</translation>
    </message>
    <message>
        <source>Colours of &amp;amounts</source>
        <translation>크기의 색(&amp;A)</translation>
    </message>
    <message>
        <source>White – ocean</source>
        <translation>하양 – 바다색</translation>
    </message>
    <message>
        <source>Cividis</source>
        <translation>Cividis</translation>
    </message>
    <message>
        <source>Grey</source>
        <translation>회색</translation>
    </message>
    <message>
        <source>From little to much: distances, absolute correlation</source>
        <translation>작은 값에서 큰 값까지: 거리, 상관의 절댓값</translation>
    </message>
    <message>
        <source>&amp;Marks in Clusters</source>
        <translation>클러스터의 표시(&amp;M)</translation>
    </message>
    <message>
        <source>Size of the marks that stand for channels</source>
        <translation>채널을 나타내는 표시의 크기</translation>
    </message>
    <message>
        <source>All scales can be told apart with the common kinds of colour blindness. How figures are exported is chosen when they are; the last choice is remembered.</source>
        <translation>모든 색 눈금은 흔한 색각 이상이 있어도 구별할 수 있습니다. 그림을 내보내는 방식은 내보낼 때 고르며, 마지막 선택을 기억합니다.</translation>
    </message>
    <message>
        <source>Compute</source>
        <translation>계산</translation>
    </message>
    <message>
        <source>&amp;Threads</source>
        <translation>스레드(&amp;T)</translation>
    </message>
    <message>
        <source>Threads that compute; labels and plans do not depend on it</source>
        <translation>계산하는 스레드 수. 레이블과 계획은 이에 따라 달라지지 않습니다</translation>
    </message>
    <message>
        <source>All cores but one</source>
        <translation>하나를 뺀 모든 코어</translation>
    </message>
    <message>
        <source>&amp;Memory</source>
        <translation>메모리(&amp;M)</translation>
    </message>
    <message>
        <source> MB</source>
        <translation> MB</translation>
    </message>
    <message>
        <source>What would make the program take more is refused before it begins</source>
        <translation>프로그램이 이보다 더 쓰게 될 작업은 시작하기 전에 거부합니다</translation>
    </message>
    <message>
        <source>Whatever is free</source>
        <translation>남은 메모리 모두</translation>
    </message>
    <message>
        <source>S&amp;eed</source>
        <translation>시드(&amp;E)</translation>
    </message>
    <message>
        <source>Seed of the plan of a model that is opened; recipes bring their own</source>
        <translation>모델을 열 때 계획에 쓰는 시드. 레시피는 자신의 시드를 씁니다</translation>
    </message>
    <message>
        <source>&amp;Run at once</source>
        <translation>바로 실행(&amp;R)</translation>
    </message>
    <message>
        <source>Run the plan by itself as soon as an edit has settled</source>
        <translation>편집이 끝나면 곧바로 계획을 실행합니다</translation>
    </message>
    <message>
        <source>Clustering &amp;waits</source>
        <translation>클러스터링 대기(&amp;W)</translation>
    </message>
    <message>
        <source> ms</source>
        <translation> ms</translation>
    </message>
    <message>
        <source>How long k must rest before a method without a tree, such as k-means, computes exact clusters</source>
        <translation>k-means처럼 트리가 없는 방법이 정확한 클러스터를 계산하기 전에 k가 그대로 있어야 하는 시간</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>&amp;Keep unsaved work every</source>
        <translation>저장하지 않은 작업 보관 간격(&amp;K)</translation>
    </message>
    <message>
        <source> s</source>
        <translation>초</translation>
    </message>
    <message>
        <source>How often the plan and the runs are kept for recovery after a crash</source>
        <translation>비정상 종료 뒤에 복원할 수 있도록 계획과 실행을 보관하는 간격</translation>
    </message>
    <message>
        <source>R&amp;emember files</source>
        <translation>기억할 파일(&amp;E)</translation>
    </message>
    <message>
        <source>How many recent files the File menu and the start page list</source>
        <translation>파일 메뉴와 시작 페이지에 나열할 최근 파일의 수</translation>
    </message>
    <message>
        <source>None</source>
        <translation>없음</translation>
    </message>
    <message>
        <source>Work for recovery lies in %1. It never replaces a file of yours.</source>
        <translation>복원용 작업은 %1에 있습니다. 사용자의 파일을 덮어쓰지 않습니다.</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>단축키</translation>
    </message>
    <message>
        <source>It has its first value already</source>
        <translation>이미 처음 값입니다</translation>
    </message>
    <message>
        <source>Everything on this page has its first value already</source>
        <translation>이 페이지의 모든 설정이 이미 처음 값입니다</translation>
    </message>
    <message>
        <source>Light or dark; as the desktop is, if the system decides</source>
        <translation>밝게 또는 어둡게. 시스템에 맡기면 데스크톱을 따릅니다</translation>
    </message>
</context>
<context>
    <name>pleat::ui::ShortcutsPage</name>
    <message>
        <source>Find an action by its name or its keys</source>
        <translation>동작을 이름이나 키로 찾습니다</translation>
    </message>
    <message>
        <source>Actions and their keys</source>
        <translation>동작과 키</translation>
    </message>
    <message>
        <source>New keys of the action: press them here</source>
        <translation>동작의 새 키. 여기서 누르십시오</translation>
    </message>
    <message>
        <source>N&amp;o keys</source>
        <translation>키 없음(&amp;O)</translation>
    </message>
    <message>
        <source>Take the keys away from the action</source>
        <translation>동작에서 키를 없앱니다</translation>
    </message>
    <message>
        <source>&amp;First keys</source>
        <translation>처음 키(&amp;F)</translation>
    </message>
    <message>
        <source>Give the action the keys that it came with</source>
        <translation>동작의 키를 처음 키로 되돌립니다</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>찾기</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>동작</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>키</translation>
    </message>
    <message>
        <source>At first</source>
        <translation>처음 키</translation>
    </message>
    <message>
        <source>New &amp;keys</source>
        <translation>새 키(&amp;K)</translation>
    </message>
    <message>
        <source>%1 already starts &quot;%2&quot;. Choose other keys, or take these away from it first.</source>
        <translation>%1은(는) 이미 &quot;%2&quot;에 쓰입니다. 다른 키를 고르거나 먼저 그 동작에서 키를 없애십시오.</translation>
    </message>
    <message>
        <source>Select an action first</source>
        <translation>먼저 동작을 선택하십시오</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>fixed</source>
        <translation>고정</translation>
    </message>
    <message>
        <source>Keys inside a view are fixed.</source>
        <translation>보기 안의 키는 바꿀 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::SilhouetteSurvey</name>
    <message>
        <source>A group has no tree: %1 Lock the group to leave it out.</source>
        <translation>트리가 없는 그룹이 있습니다: %1 제외하려면 그룹을 잠그십시오.</translation>
    </message>
    <message>
        <source>Silhouettes of %1 for the preset</source>
        <translation>프리셋을 위한 %1의 실루엣</translation>
    </message>
</context>
<context>
    <name>pleat::ui::StartPage</name>
    <message>
        <source>Data: %1</source>
        <translation>데이터: %1</translation>
    </message>
    <message>
        <source>Accuracy: %1</source>
        <translation>정확도: %1</translation>
    </message>
    <message>
        <source>File: %1 MB</source>
        <translation>파일: %1 MB</translation>
    </message>
    <message>
        <source>Fold a trained network: merge the channels that resemble each other, repair what merging damages, and see what it did.</source>
        <translation>학습된 네트워크를 폴딩합니다. 서로 닮은 채널을 병합하고, 병합이 손상한 것을 복구하고, 그 결과를 봅니다.</translation>
    </message>
    <message>
        <source>Drop area</source>
        <translation>놓는 곳</translation>
    </message>
    <message>
        <source>Drop a network here (.pt, .pth, .safetensors, .onnx), or</source>
        <translation>네트워크(.pt, .pth, .safetensors, .onnx)를 여기에 놓거나</translation>
    </message>
    <message>
        <source>Ope&amp;n...</source>
        <translation>열기(&amp;N)...</translation>
    </message>
    <message>
        <source>Open a model</source>
        <translation>모델 열기</translation>
    </message>
    <message>
        <source>Choose a TorchScript, state_dict, safetensors or ONNX file</source>
        <translation>TorchScript, state_dict, safetensors 또는 ONNX 파일을 고릅니다</translation>
    </message>
    <message>
        <source>Samples</source>
        <translation>예제</translation>
    </message>
    <message>
        <source>Open the sample %1</source>
        <translation>예제 %1 열기</translation>
    </message>
    <message>
        <source>Pleat did not end as it should. This was kept:</source>
        <translation>Pleat이 정상적으로 끝나지 않았습니다. 다음 작업이 남아 있습니다:</translation>
    </message>
    <message>
        <source>Work that was kept</source>
        <translation>남아 있는 작업</translation>
    </message>
    <message>
        <source>The plan for %1, of %2</source>
        <translation>%2에 저장된 %1의 계획</translation>
    </message>
    <message>
        <source>The plan for %1 and a run, of %2</source>
        <translation>%2에 저장된 %1의 계획과 실행 1개</translation>
    </message>
    <message>
        <source>The plan for %1 and %2 runs, of %3</source>
        <translation>%3에 저장된 %1의 계획과 실행 %2개</translation>
    </message>
    <message>
        <source>&amp;Restore</source>
        <translation>복원(&amp;R)</translation>
    </message>
    <message>
        <source>Restore the work</source>
        <translation>작업 복원</translation>
    </message>
    <message>
        <source>Open the model with the plan and the runs as they were</source>
        <translation>계획과 실행을 그때 그대로 하여 모델을 엽니다</translation>
    </message>
    <message>
        <source>&amp;Discard</source>
        <translation>버리기(&amp;D)</translation>
    </message>
    <message>
        <source>Discard the work</source>
        <translation>작업 버리기</translation>
    </message>
    <message>
        <source>Remove what was kept; this cannot be undone</source>
        <translation>남아 있는 것을 지웁니다. 되돌릴 수 없습니다</translation>
    </message>
    <message>
        <source>Recent files</source>
        <translation>최근 파일</translation>
    </message>
    <message>
        <source>How folding works, in seven steps</source>
        <translation>일곱 단계로 보는 폴딩의 원리</translation>
    </message>
    <message>
        <source>A lesson with every number; it needs no model</source>
        <translation>모든 수를 보여 주는 수업. 모델이 없어도 됩니다</translation>
    </message>
    <message>
        <source>Drop a TorchScript, state_dict, safetensors or ONNX file, a recipe or a project anywhere on the window</source>
        <translation>TorchScript, state_dict, safetensors, ONNX 파일이나 레시피, 프로젝트를 창 아무 곳에나 놓으십시오</translation>
    </message>
</context>
<context>
    <name>pleat::ui::StatusPanel</name>
    <message>
        <source>Predicted for the plan</source>
        <translation>계획에 대한 예측</translation>
    </message>
    <message>
        <source>Job under way</source>
        <translation>진행 중인 작업</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>진행</translation>
    </message>
    <message>
        <source>No model open</source>
        <translation>열린 모델 없음</translation>
    </message>
    <message>
        <source>%1 (%2 of %3 groups)</source>
        <translation>%1(그룹 %3개 중 %2개)</translation>
    </message>
    <message>
        <source>Predicted: parameters kept %1  |  MACs kept %2  |  median variance ratio %3</source>
        <translation>예측: 매개변수 %1 유지  |  MAC %2 유지  |  분산 비율 중앙값 %3</translation>
    </message>
    <message>
        <source>latency ≈ %1</source>
        <translation>지연 시간 ≈ %1</translation>
    </message>
    <message>
        <source>Run: %1</source>
        <translation>실행: %1</translation>
    </message>
    <message>
        <source>opening</source>
        <translation>여는 중</translation>
    </message>
    <message>
        <source>running</source>
        <translation>실행 중</translation>
    </message>
    <message>
        <source>saving</source>
        <translation>저장 중</translation>
    </message>
    <message>
        <source>making the probe</source>
        <translation>프로브 만드는 중</translation>
    </message>
    <message>
        <source>statistics: %1 to go</source>
        <translation>통계: %1개 남음</translation>
    </message>
    <message>
        <source>Estimated memory and latency of the network; time and memory of a run</source>
        <translation>네트워크의 메모리와 지연 시간, 실행의 시간과 메모리 추정</translation>
    </message>
    <message>
        <source>network memory ≈ %1</source>
        <translation>네트워크 메모리 ≈ %1</translation>
    </message>
</context>
<context>
    <name>pleat::ui::SuggestionRow</name>
    <message>
        <source>k at the elbow</source>
        <translation>엘보의 k</translation>
    </message>
    <message>
        <source>k of the largest silhouette</source>
        <translation>실루엣이 가장 큰 k</translation>
    </message>
    <message>
        <source>Smallest k for an error</source>
        <translation>오차를 넘지 않는 가장 작은 k</translation>
    </message>
    <message>
        <source>Error, percent</source>
        <translation>오차, 퍼센트</translation>
    </message>
    <message>
        <source>Relative inertia that may remain</source>
        <translation>남을 수 있는 상대 관성</translation>
    </message>
    <message>
        <source> %</source>
        <translation> %</translation>
    </message>
    <message>
        <source>&amp;Relative inertia at most</source>
        <translation>상대 관성 상한(&amp;R)</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <comment>a rule and the k that it suggests</comment>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>From the Ward tree that previews the clusterer.</source>
        <translation>클러스터링을 미리 보는 Ward 트리에서 얻었습니다.</translation>
    </message>
    <message>
        <source>The group is locked</source>
        <translation>그룹이 잠겨 있습니다</translation>
    </message>
    <message>
        <source>Set k to %1: %2</source>
        <translation>k를 %1(으)로 정합니다: %2</translation>
    </message>
    <message>
        <source>Not known yet, or the group is frozen</source>
        <translation>아직 모르거나 그룹이 고정되어 있습니다</translation>
    </message>
    <message>
        <source>Elbow</source>
        <translation>엘보</translation>
    </message>
    <message>
        <source>where the curve of relative inertia bends most</source>
        <translation>상대 관성의 곡선이 가장 많이 꺾이는 곳</translation>
    </message>
    <message>
        <source>Silhouette</source>
        <translation>실루엣</translation>
    </message>
    <message>
        <source>the largest mean silhouette among the values of k measured</source>
        <translation>측정한 k 가운데 평균 실루엣이 가장 큰 곳</translation>
    </message>
    <message>
        <source>%1 % error</source>
        <translation>오차 %1 %</translation>
    </message>
    <message>
        <source>the smallest that leaves at most %1 % of the inertia</source>
        <translation>관성을 많아야 %1 % 남기는 가장 작은 k</translation>
    </message>
    <message>
        <source>Alt+Down or F4 sets the error that may remain.</source>
        <translation>Alt+아래 또는 F4로 남겨도 되는 오차를 정합니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::TableKeys</name>
    <message>
        <source>Alt+Up and Alt+Down sort by the column of the current cell; the same key again gives the first order back. Ctrl+C copies the selected rows.</source>
        <translation>Alt+위와 Alt+아래는 현재 셀의 열로 정렬하며, 같은 키를 다시 누르면 처음 순서로 돌아갑니다. Ctrl+C는 선택한 행을 복사합니다.</translation>
    </message>
    <message>
        <source>Too many values for the clipboard: select fewer rows, or save them as CSV</source>
        <translation>클립보드에 담기에는 값이 너무 많습니다. 행을 적게 선택하거나 CSV로 저장하세요</translation>
    </message>
</context>
<context>
    <name>pleat::ui::TableTwin</name>
    <message>
        <source>%1, as a table</source>
        <translation>%1(표)</translation>
    </message>
    <message>
        <source>Every value of the figure. Ctrl+T shows the figure again, Ctrl+C copies rows.</source>
        <translation>그림의 모든 값. Ctrl+T는 다시 그림을 보여 주고 Ctrl+C는 행을 복사합니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::TsnePictures</name>
    <message>
        <source>finding neighbours</source>
        <translation>이웃을 찾는 중</translation>
    </message>
    <message>
        <source>step %1 of %2</source>
        <translation>%2단계 중 %1단계</translation>
    </message>
    <message>
        <source>t-SNE of %1</source>
        <translation>%1의 t-SNE</translation>
    </message>
</context>
<context>
    <name>pleat::ui::TunerView</name>
    <message>
        <source>Suggested k</source>
        <translation>추천 k</translation>
    </message>
    <message>
        <source>Values of k that curves suggest</source>
        <translation>곡선이 추천하는 k</translation>
    </message>
    <message>
        <source>relative inertia</source>
        <translation>상대 관성</translation>
    </message>
    <message>
        <source>Relative inertia for every k</source>
        <translation>모든 k의 상대 관성</translation>
    </message>
    <message>
        <source>mean silhouette</source>
        <translation>평균 실루엣</translation>
    </message>
    <message>
        <source>Mean silhouette at some k</source>
        <translation>몇몇 k의 평균 실루엣</translation>
    </message>
    <message>
        <source>Mean silhouette at about 24 values of k. Click to set k.</source>
        <translation>약 24개 k의 평균 실루엣. 클릭하여 k를 정합니다.</translation>
    </message>
    <message>
        <source>Whole network</source>
        <translation>네트워크 전체</translation>
    </message>
    <message>
        <source>Sets k of many groups at once</source>
        <translation>여러 그룹의 k를 한꺼번에 정합니다</translation>
    </message>
    <message>
        <source>Current group</source>
        <translation>현재 그룹</translation>
    </message>
    <message>
        <source>About the group</source>
        <translation>그룹 정보</translation>
    </message>
    <message>
        <source>k, slider</source>
        <translation>k 슬라이더</translation>
    </message>
    <message>
        <source>Channels kept. Arrow keys step by 1, page keys by 8 or by the snap; Home and End go to
the ends, L locks, R resets, E goes to the elbow.</source>
        <translation>유지하는 채널. 화살표 키는 1씩, 페이지 키는 8 또는 스냅만큼 움직입니다. Home과 End는
양 끝으로 가고, L은 잠그고, R은 초기화하고, E는 엘보로 갑니다.</translation>
    </message>
    <message>
        <source>k</source>
        <translation>k</translation>
    </message>
    <message>
        <source>Channels kept</source>
        <translation>유지하는 채널</translation>
    </message>
    <message>
        <source>Keep, percent</source>
        <translation>유지, 퍼센트</translation>
    </message>
    <message>
        <source>Share of the group&apos;s channels kept</source>
        <translation>그룹에서 유지하는 채널의 비율</translation>
    </message>
    <message>
        <source>&amp;Lock</source>
        <translation>잠금(&amp;L)</translation>
    </message>
    <message>
        <source>Lock the group</source>
        <translation>그룹 잠금</translation>
    </message>
    <message>
        <source>A locked group is spared when all groups are set</source>
        <translation>잠긴 그룹은 모든 그룹을 설정할 때 건너뜁니다</translation>
    </message>
    <message>
        <source>Rese&amp;t</source>
        <translation>초기화(&amp;T)</translation>
    </message>
    <message>
        <source>Reset the group</source>
        <translation>그룹 초기화</translation>
    </message>
    <message>
        <source>Keep all channels and unlock</source>
        <translation>모든 채널을 유지하고 잠금을 풉니다</translation>
    </message>
    <message>
        <source>&amp;k</source>
        <translation>&amp;k</translation>
    </message>
    <message>
        <source>Kee&amp;p</source>
        <translation>유지(&amp;P)</translation>
    </message>
    <message>
        <source>Relative inertia</source>
        <translation>상대 관성</translation>
    </message>
    <message>
        <source>Within-cluster sum of squares, as a share of that of one cluster</source>
        <translation>클러스터 내 제곱합을 전체를 한 클러스터로 묶었을 때의 값으로 나눈 비율</translation>
    </message>
    <message>
        <source>Explained</source>
        <translation>설명된 비율</translation>
    </message>
    <message>
        <source>Share of the sum of squares that lies between clusters: 1 - relative inertia</source>
        <translation>클러스터 사이에 있는 제곱합의 비율: 1 - 상대 관성</translation>
    </message>
    <message>
        <source>Silhouette</source>
        <translation>실루엣</translation>
    </message>
    <message>
        <source>Mean silhouette, between -1 and 1; defined for 2 to n - 1 clusters</source>
        <translation>-1에서 1 사이의 평균 실루엣. 클러스터 2~n - 1개에서 정의됩니다</translation>
    </message>
    <message>
        <source>Davies-Bouldin</source>
        <translation>데이비스-볼딘</translation>
    </message>
    <message>
        <source>Davies-Bouldin index, smaller is better; defined for 2 to n - 1 clusters</source>
        <translation>데이비스-볼딘 지수. 작을수록 좋으며 클러스터 2~n - 1개에서 정의됩니다</translation>
    </message>
    <message>
        <source>Largest cluster</source>
        <translation>최대 클러스터</translation>
    </message>
    <message>
        <source>Channels in the largest cluster</source>
        <translation>가장 큰 클러스터의 채널 수</translation>
    </message>
    <message>
        <source>Parameters, predicted</source>
        <translation>예측 매개변수</translation>
    </message>
    <message>
        <source>Of the whole network under the plan</source>
        <translation>계획을 적용한 네트워크 전체</translation>
    </message>
    <message>
        <source>MACs, predicted</source>
        <translation>예측 MAC</translation>
    </message>
    <message>
        <source>Multiply-accumulates of the whole network under the plan, for one example</source>
        <translation>계획을 적용한 네트워크 전체의 곱셈-누산(입력 하나)</translation>
    </message>
    <message>
        <source>No group selected</source>
        <translation>선택한 그룹 없음</translation>
    </message>
    <message>
        <source>Select a group in the table on the left.</source>
        <translation>왼쪽 표에서 그룹을 선택하십시오.</translation>
    </message>
    <message>
        <source>Open a model first.</source>
        <translation>먼저 모델을 여십시오.</translation>
    </message>
    <message>
        <source>Frozen: %1</source>
        <translation>고정됨: %1</translation>
    </message>
    <message>
        <source>%1, %2 channels, %3 parameters</source>
        <translation>%1, 채널 %2개, 매개변수 %3</translation>
    </message>
    <message>
        <source>1 layer</source>
        <translation>레이어 1개</translation>
    </message>
    <message>
        <source>%1 layers</source>
        <translation>레이어 %1개</translation>
    </message>
    <message>
        <source> of %1</source>
        <translation> / %1</translation>
    </message>
    <message>
        <source>A frozen group has no curves.</source>
        <translation>고정된 그룹에는 곡선이 없습니다.</translation>
    </message>
    <message>
        <source>The curves of the group appear here.</source>
        <translation>그룹의 곡선이 여기에 표시됩니다.</translation>
    </message>
    <message>
        <source>elbow %1</source>
        <translation>엘보 %1</translation>
    </message>
    <message>
        <source>inertia, preview</source>
        <translation>관성, 미리보기</translation>
    </message>
    <message>
        <source>silhouette, preview</source>
        <translation>실루엣, 미리보기</translation>
    </message>
    <message>
        <source>%1, sampled</source>
        <translation>%1, 표본</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1(%2)</translation>
    </message>
    <message>
        <source>Estimated from a sample of the channels</source>
        <translation>채널의 표본으로 추정했습니다</translation>
    </message>
    <message>
        <source>Relative inertia for every k. Click or drag to set k. The faint mark is k before the latest edit.</source>
        <translation>모든 k의 상대 관성. 클릭하거나 끌어서 k를 정합니다. 흐린 표시는 마지막 편집 전의 k입니다.</translation>
    </message>
    <message>
        <source>Open a model first</source>
        <translation>먼저 모델을 여십시오</translation>
    </message>
    <message>
        <source>Select a group first</source>
        <translation>먼저 그룹을 선택하십시오</translation>
    </message>
    <message>
        <source>The group is frozen: %1</source>
        <translation>고정된 그룹입니다: %1</translation>
    </message>
    <message>
        <source>The group is locked: unlock it first</source>
        <translation>그룹이 잠겨 있습니다. 먼저 잠금을 푸십시오</translation>
    </message>
    <message>
        <source>The group keeps all channels already</source>
        <translation>그룹이 이미 모든 채널을 유지합니다</translation>
    </message>
    <message>
        <source>Run that the tuner shows</source>
        <translation>튜너가 보여 주는 실행</translation>
    </message>
    <message>
        <source>An older run is selected: its k and its costs are shown, and nothing can be edited</source>
        <translation>이전 실행이 선택되어 있습니다. 그 k와 비용을 보여 주며 편집할 수 없습니다</translation>
    </message>
    <message>
        <source>Use its plan</source>
        <translation>이 계획 사용</translation>
    </message>
    <message>
        <source>Use the plan of the run</source>
        <translation>실행의 계획 사용</translation>
    </message>
    <message>
        <source>The plan becomes that of the run; one step to undo</source>
        <translation>계획이 이 실행의 계획이 됩니다. 한 번에 되돌릴 수 있습니다</translation>
    </message>
    <message>
        <source>Back to the plan</source>
        <translation>계획으로 돌아가기</translation>
    </message>
    <message>
        <source>Selects the latest run; the plan is as it was</source>
        <translation>마지막 실행을 선택합니다. 계획은 그대로입니다</translation>
    </message>
    <message>
        <source>Predicted ratio</source>
        <translation>예측 비율</translation>
    </message>
    <message>
        <source>Variance ratio: share of variance that merging leaves, predicted from the weights alone</source>
        <translation>분산 비율: 병합이 남기는 분산의 비율. 가중치만으로 예측합니다</translation>
    </message>
    <message>
        <source>An older run is selected: use its plan, or go back to the plan</source>
        <translation>이전 실행이 선택되어 있습니다. 그 계획을 사용하거나 계획으로 돌아가세요</translation>
    </message>
    <message>
        <source>As in %1</source>
        <translation>%1의 값</translation>
    </message>
</context>
<context>
    <name>pleat::ui::TuningRow</name>
    <message>
        <source>Snap k to</source>
        <translation>k 스냅</translation>
    </message>
    <message>
        <source>What you set by hand lands on a multiple of this, or on all channels</source>
        <translation>손으로 정하는 k가 이 수의 배수 또는 채널 전부가 됩니다</translation>
    </message>
    <message>
        <source>any k</source>
        <translation>모든 k</translation>
    </message>
    <message>
        <source>steps of %1</source>
        <translation>%1의 배수</translation>
    </message>
    <message>
        <source>Lo&amp;g</source>
        <translation>로그(&amp;G)</translation>
    </message>
    <message>
        <source>Logarithmic slider</source>
        <translation>로그 슬라이더</translation>
    </message>
    <message>
        <source>The slider gives more room to small k</source>
        <translation>작은 k에 자리를 더 주는 슬라이더</translation>
    </message>
    <message>
        <source>Apply k to similar groups</source>
        <translation>비슷한 그룹에 k 적용</translation>
    </message>
    <message>
        <source>Apply to %1 similar</source>
        <translation>비슷한 %1개에 적용</translation>
    </message>
    <message>
        <source>Apply to similar</source>
        <translation>비슷한 그룹에 적용</translation>
    </message>
    <message>
        <source>inner</source>
        <translation>내부</translation>
    </message>
    <message>
        <source>residual</source>
        <translation>잔차</translation>
    </message>
    <message>
        <source>Select a group first</source>
        <translation>먼저 그룹을 선택하십시오</translation>
    </message>
    <message>
        <source>The group is frozen</source>
        <translation>그룹이 고정되어 있습니다</translation>
    </message>
    <message>
        <source>No other unlocked %1 group has %2 channels</source>
        <translation>채널이 %2개인 다른 잠기지 않은 %1 그룹이 없습니다</translation>
    </message>
    <message>
        <source>All similar groups have this k already</source>
        <translation>비슷한 그룹이 모두 이미 이 k입니다</translation>
    </message>
    <message>
        <source>Give this k to the other %1 groups of %2 channels; one step to undo. Overview shows which.</source>
        <translation>채널이 %2개인 다른 %1 그룹에 이 k를 줍니다. 한 번에 되돌릴 수 있으며, 대상은 개요에 표시됩니다.</translation>
    </message>
</context>
<context>
    <name>pleat::ui::Workflow</name>
    <message>
        <source>Cancelled.</source>
        <translation>취소했습니다.</translation>
    </message>
    <message>
        <source>Opening %1</source>
        <translation>%1을(를) 여는 중</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 열기</translation>
    </message>
    <message>
        <source>Opened %1: %2 parameters, %3 MACs, %4 groups</source>
        <translation>%1을(를) 열었습니다: 매개변수 %2, MAC %3, 그룹 %4개</translation>
    </message>
    <message>
        <source>Finding: %1: %2</source>
        <translation>참고: %1: %2</translation>
    </message>
    <message>
        <source>Run started</source>
        <translation>실행을 시작했습니다</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>실행</translation>
    </message>
    <message>
        <source>Run finished: %1 of %2 parameters left</source>
        <translation>실행을 마쳤습니다: 매개변수 %2 중 %1 남음</translation>
    </message>
    <message>
        <source>Memory %1 of %2, latency %3 of %4</source>
        <translation>메모리 %2 중 %1, 지연 시간 %4 중 %3</translation>
    </message>
    <message>
        <source>Save %1</source>
        <translation>%1 저장</translation>
    </message>
    <message>
        <source>Saved %1</source>
        <translation>%1을(를) 저장했습니다</translation>
    </message>
    <message>
        <source>Making %1</source>
        <translation>%1 만드는 중</translation>
    </message>
    <message>
        <source>Make the images of the probe</source>
        <translation>프로브 이미지 만들기</translation>
    </message>
    <message>
        <source>The probe is there: %1</source>
        <translation>프로브가 준비되었습니다: %1</translation>
    </message>
    <message>
        <source>The probe is there: %1, made in %2 s</source>
        <translation>프로브가 준비되었습니다: %1, %2초 걸림</translation>
    </message>
    <message>
        <source>The images of the recipe were made for other weights: a run makes new ones.</source>
        <translation>레시피의 이미지는 다른 가중치로 만든 것이므로 실행할 때 새로 만듭니다.</translation>
    </message>
    <message>
        <source>Read the images of the recipe</source>
        <translation>레시피의 이미지 읽기</translation>
    </message>
    <message>
        <source>Saved the images of the probe as %1</source>
        <translation>프로브 이미지를 %1(으)로 저장했습니다</translation>
    </message>
    <message>
        <source>Save the project</source>
        <translation>프로젝트 저장</translation>
    </message>
    <message>
        <source>Saved project %1</source>
        <translation>프로젝트 %1을(를) 저장했습니다</translation>
    </message>
    <message>
        <source>Open the project</source>
        <translation>프로젝트 열기</translation>
    </message>
    <message>
        <source>Read the images of the project</source>
        <translation>프로젝트의 이미지 읽기</translation>
    </message>
    <message>
        <source>from the clipboard</source>
        <translation>클립보드에서</translation>
    </message>
    <message>
        <source>The recipe %1 was made for other weights than these.</source>
        <translation>레시피 %1은(는) 다른 가중치로 만들었습니다.</translation>
    </message>
    <message>
        <source>recipe %1</source>
        <translation>레시피 %1</translation>
    </message>
    <message>
        <source>Applied recipe %1</source>
        <translation>레시피 %1을(를) 적용했습니다</translation>
    </message>
    <message>
        <source>Applied recipe %1, made for other weights: %2 of its %3 groups fit</source>
        <translation>다른 가중치로 만든 레시피 %1을(를) 적용했습니다: 그룹 %3개 중 %2개가 맞음</translation>
    </message>
    <message>
        <source>The weights are those that the recipe promises.</source>
        <translation>가중치가 레시피가 약속한 것과 같습니다.</translation>
    </message>
    <message>
        <source>The weights differ from those that the recipe promises: %1 instead of %2.</source>
        <translation>가중치가 레시피가 약속한 것과 다릅니다: %2이(가) 아니라 %1.</translation>
    </message>
    <message>
        <source>Saved recipe %1</source>
        <translation>레시피 %1을(를) 저장했습니다</translation>
    </message>
    <message>
        <source>choose noise or data as the probe</source>
        <translation>프로브로 노이즈나 데이터를 고르십시오</translation>
    </message>
    <message>
        <source>a run makes the images of the recipe anew</source>
        <translation>실행하면 레시피의 이미지를 새로 만듭니다</translation>
    </message>
    <message>
        <source>a run makes the images of the project anew</source>
        <translation>실행하면 프로젝트의 이미지를 새로 만듭니다</translation>
    </message>
</context>
<context>
    <name>pleat::ui::Workspaces</name>
    <message>
        <source>Tune</source>
        <translation>조절</translation>
    </message>
    <message>
        <source>Set k of every group: equaliser and tuner</source>
        <translation>모든 그룹의 k 정하기: 이퀄라이저와 튜너</translation>
    </message>
    <message>
        <source>Explore</source>
        <translation>탐색</translation>
    </message>
    <message>
        <source>Look at the channels of one group after another</source>
        <translation>그룹을 하나씩 골라 채널 살펴보기</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>비교</translation>
    </message>
    <message>
        <source>All runs, and two of them side by side</source>
        <translation>모든 실행, 그리고 그중 둘을 나란히 보기</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>수업</translation>
    </message>
    <message>
        <source>The lesson, with nothing else around it</source>
        <translation>주위에 다른 것 없이 수업만 보기</translation>
    </message>
    <message>
        <source>Workspaces</source>
        <translation>작업 공간</translation>
    </message>
    <message>
        <source>Workspace %1</source>
        <translation>작업 공간: %1</translation>
    </message>
</context>
<context>
    <name>project</name>
    <message>
        <source>(old weights)</source>
        <translation>(이전 가중치)</translation>
    </message>
</context>
<context>
    <name>report</name>
    <message>
        <source>relative inertia</source>
        <translation>상대 관성</translation>
    </message>
    <message>
        <source>elbow %1</source>
        <translation>엘보 %1</translation>
    </message>
</context>
</TS>
