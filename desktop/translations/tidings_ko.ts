<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko">
<context>
    <name>Autostart</name>
    <message>
        <source>%1 could not be removed.</source>
        <translation>%1을(를) 지울 수 없습니다.</translation>
    </message>
    <message>
        <source>%1 could not be written: %2.</source>
        <translation>%1에 쓸 수 없습니다: %2.</translation>
    </message>
</context>
<context>
    <name>ConnectionReport</name>
    <message>
        <source>Server found</source>
        <translation>서버 찾음</translation>
    </message>
    <message>
        <source>Check the address for typing errors, and the network.</source>
        <translation>주소에 오타가 없는지, 네트워크에 연결되어 있는지 확인하세요.</translation>
    </message>
    <message>
        <source>Server reachable</source>
        <translation>서버에 연결 가능</translation>
    </message>
    <message>
        <source>Check the address and its port. A firewall or a proxy may stand in between.</source>
        <translation>주소와 포트를 확인하세요. 중간에 방화벽이나 프록시가 있을 수 있습니다.</translation>
    </message>
    <message>
        <source>Encryption</source>
        <translation>암호화</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>인증서</translation>
    </message>
    <message>
        <source>If the server has a certificate authority of its own, name its file below.</source>
        <translation>서버가 자체 인증 기관을 쓴다면 아래에 그 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>Redirects</source>
        <translation>리디렉션</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>응답</translation>
    </message>
    <message>
        <source>Token accepted</source>
        <translation>토큰 승인됨</translation>
    </message>
    <message>
        <source>Enter the token that you were given for this account.</source>
        <translation>이 계정용으로 받은 토큰을 입력하세요.</translation>
    </message>
    <message>
        <source>Stream of notifications</source>
        <translation>알림 스트림</translation>
    </message>
    <message>
        <source>This address is something else. Ask for the address of the stream; it often ends in /v1/stream.</source>
        <translation>이 주소는 알림 스트림이 아닙니다. 스트림 주소를 문의하세요. 보통 /v1/stream으로 끝납니다.</translation>
    </message>
    <message>
        <source>Stays connected</source>
        <translation>연결 유지</translation>
    </message>
    <message>
        <source>Arrives at once</source>
        <translation>바로 도착</translation>
    </message>
</context>
<context>
    <name>EndVerdict</name>
    <message>
        <source>The token is not allowed to receive notifications. Enter another one.</source>
        <translation>이 토큰으로는 알림을 받을 수 없습니다. 다른 토큰을 입력하세요.</translation>
    </message>
    <message>
        <source>The token could not be had: %1.</source>
        <translation>토큰을 가져올 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>The server no longer accepts the token. Enter a new one.</source>
        <translation>서버가 더 이상 이 토큰을 받아들이지 않습니다. 새 토큰을 입력하세요.</translation>
    </message>
    <message>
        <source>The server asks for a token. Enter one.</source>
        <translation>서버가 토큰을 요구합니다. 토큰을 입력하세요.</translation>
    </message>
    <message>
        <source>A web page answers in the server&apos;s place. Log in to this network in your browser; if you are logged in, check the account&apos;s address.</source>
        <translation>서버 대신 웹 페이지가 응답합니다. 브라우저에서 이 네트워크에 로그인하세요. 이미 로그인했다면 계정의 주소를 확인하세요.</translation>
    </message>
    <message>
        <source>This address is a web page, not a stream of notifications. Check the account&apos;s address.</source>
        <translation>이 주소는 알림 스트림이 아니라 웹 페이지입니다. 계정의 주소를 확인하세요.</translation>
    </message>
    <message>
        <source>The server has no stream at this address. Check the account&apos;s address.</source>
        <translation>서버의 이 주소에는 스트림이 없습니다. 계정의 주소를 확인하세요.</translation>
    </message>
</context>
<context>
    <name>HistoryStore</name>
    <message>
        <source>its folder “%1” cannot be made</source>
        <translation>폴더 “%1”을(를) 만들 수 없습니다</translation>
    </message>
    <message>
        <source>it cannot be made in “%1”</source>
        <translation>“%1”에 만들 수 없습니다</translation>
    </message>
    <message>
        <source>The history was damaged and has been put aside as “%1”. A new one has been started.</source>
        <translation>알림 기록이 손상되어 “%1”(으)로 옮겨 두었습니다. 새 기록을 시작했습니다.</translation>
    </message>
    <message>
        <source>The history is from a newer version of Tidings and has been put aside as “%1”. A new one has been started.</source>
        <translation>알림 기록이 더 새로운 버전의 Tidings에서 만들어져 “%1”(으)로 옮겨 두었습니다. 새 기록을 시작했습니다.</translation>
    </message>
    <message>
        <source>it is from a newer version of Tidings</source>
        <translation>더 새로운 버전의 Tidings에서 만든 것입니다</translation>
    </message>
    <message>
        <source>another program has locked the file</source>
        <translation>다른 프로그램이 파일을 잠갔습니다</translation>
    </message>
    <message>
        <source>the disk is full</source>
        <translation>디스크가 가득 찼습니다</translation>
    </message>
    <message>
        <source>the file or its folder is read-only</source>
        <translation>파일이나 폴더가 읽기 전용입니다</translation>
    </message>
    <message>
        <source>the file is damaged</source>
        <translation>파일이 손상되었습니다</translation>
    </message>
    <message>
        <source>the file cannot be opened</source>
        <translation>파일을 열 수 없습니다</translation>
    </message>
    <message>
        <source>the file cannot be read or written</source>
        <translation>파일을 읽거나 쓸 수 없습니다</translation>
    </message>
    <message>
        <source>Qt&apos;s driver for SQLite is not installed (package libqt6sql6-sqlite)</source>
        <translation>Qt의 SQLite 드라이버가 설치되어 있지 않습니다(패키지 libqt6sql6-sqlite)</translation>
    </message>
</context>
<context>
    <name>Popup</name>
    <message>
        <source>Notification</source>
        <translation>알림</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>보기</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>열기</translation>
    </message>
    <message>
        <source>Mark read</source>
        <translation>읽음으로 표시</translation>
    </message>
    <message>
        <source>Later</source>
        <translation>나중에</translation>
    </message>
</context>
<context>
    <name>Reason</name>
    <message>
        <source>The server refuses the connection.</source>
        <translation>서버가 연결을 거부합니다.</translation>
    </message>
    <message>
        <source>The server&apos;s name is not found. Is there a network?</source>
        <translation>서버 이름을 찾을 수 없습니다. 네트워크에 연결되어 있나요?</translation>
    </message>
    <message>
        <source>The proxy&apos;s name is not found.</source>
        <translation>프록시 이름을 찾을 수 없습니다.</translation>
    </message>
    <message>
        <source>The proxy cannot be reached.</source>
        <translation>프록시에 연결할 수 없습니다.</translation>
    </message>
    <message>
        <source>There is no network.</source>
        <translation>네트워크에 연결되어 있지 않습니다.</translation>
    </message>
    <message>
        <source>The server cannot be reached.</source>
        <translation>서버에 연결할 수 없습니다.</translation>
    </message>
    <message>
        <source>The server does not answer.</source>
        <translation>서버가 응답하지 않습니다.</translation>
    </message>
    <message>
        <source>The connection fell silent; it is made anew.</source>
        <translation>연결에서 아무 신호가 없어 다시 연결합니다.</translation>
    </message>
    <message>
        <source>The server closed the connection without an answer.</source>
        <translation>서버가 응답 없이 연결을 닫았습니다.</translation>
    </message>
    <message>
        <source>The connection was cut.</source>
        <translation>연결이 끊겼습니다.</translation>
    </message>
    <message>
        <source>The server ended the connection.</source>
        <translation>서버가 연결을 종료했습니다.</translation>
    </message>
    <message>
        <source>The proxy wants another name or password.</source>
        <translation>프록시가 다른 사용자 이름이나 비밀번호를 요구합니다.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate has expired.</source>
        <translation>서버 인증서가 만료되었습니다.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is for another name. Check the address; in a public network, log in first.</source>
        <translation>서버 인증서의 이름이 다릅니다. 주소를 확인하고, 공용 네트워크라면 먼저 로그인하세요.</translation>
    </message>
    <message>
        <source>The server&apos;s certificate is not trusted. If the server has a certificate authority of its own, name its file in the account&apos;s settings.</source>
        <translation>신뢰할 수 없는 서버 인증서입니다. 서버가 자체 인증 기관을 쓴다면 계정 설정에서 그 파일을 지정하세요.</translation>
    </message>
    <message>
        <source>The server answered %1.</source>
        <translation>서버 응답: %1.</translation>
    </message>
    <message>
        <source>The connection failed: %1.</source>
        <translation>연결하지 못했습니다: %1.</translation>
    </message>
</context>
<context>
    <name>Summary</name>
    <message numerus="yes">
        <source>%n order(s)</source>
        <translation>
            <numerusform>주문 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n task(s)</source>
        <translation>
            <numerusform>작업 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n message(s)</source>
        <translation>
            <numerusform>메시지 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other(s)</source>
        <translation>
            <numerusform>기타 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new order(s)</source>
        <translation>
            <numerusform>새 주문 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new task(s)</source>
        <translation>
            <numerusform>새 작업 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new message(s)</source>
        <translation>
            <numerusform>새 메시지 %n건</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n new notification(s)</source>
        <translation>
            <numerusform>새 알림 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>While you were away: %1</source>
        <translation>자리를 비운 사이: %1</translation>
    </message>
    <message numerus="yes">
        <source>%n more</source>
        <translation>
            <numerusform>외 %n건</numerusform>
        </translation>
    </message>
    <message>
        <source>Urgent: %1</source>
        <translation>긴급: %1</translation>
    </message>
    <message>
        <source>Newest: %1</source>
        <translation>최신: %1</translation>
    </message>
</context>
<context>
    <name>TokenFile</name>
    <message>
        <source>The token could not be written to %1: %2.</source>
        <translation>토큰을 %1에 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>Say which file the token goes to.</source>
        <translation>토큰을 저장할 파일을 지정하세요.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AboutDialog</name>
    <message>
        <source>About Tidings</source>
        <translation>Tidings 정보</translation>
    </message>
    <message>
        <source>Tidings %1</source>
        <translation>Tidings %1</translation>
    </message>
    <message>
        <source>Tells you at once what happens in your shop, and finds again what was announced.</source>
        <translation>상점에서 일어나는 일을 바로 알려 주고, 지난 알림을 다시 찾아 줍니다.</translation>
    </message>
    <message>
        <source>Free software under the MIT licence. Runs on Qt %1.</source>
        <translation>MIT 라이선스의 자유 소프트웨어입니다. Qt %1에서 실행됩니다.</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>닫기(&amp;C)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AccountConfiguration</name>
    <message>
        <source>There is no account “%1” in %2.</source>
        <translation>%2에 “%1” 계정이 없습니다.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AccountForm</name>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Kind of server</source>
        <translation>서버 종류</translation>
    </message>
    <message>
        <source>Plain event stream</source>
        <translation>일반 이벤트 스트림</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>이름(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>주소(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Kind of server</source>
        <translation>서버 종류(&amp;K)</translation>
    </message>
    <message>
        <source>Token is in</source>
        <translation>토큰 위치</translation>
    </message>
    <message>
        <source>the keyring</source>
        <translation>키링</translation>
    </message>
    <message>
        <source>a file</source>
        <translation>파일</translation>
    </message>
    <message>
        <source>the output of a command</source>
        <translation>명령의 출력</translation>
    </message>
    <message>
        <source>no place: none is needed</source>
        <translation>없음: 필요하지 않음</translation>
    </message>
    <message>
        <source>Empty: the stored one stays</source>
        <translation>비워 두면 저장된 토큰을 그대로 씁니다</translation>
    </message>
    <message>
        <source>Token file</source>
        <translation>토큰 파일</translation>
    </message>
    <message>
        <source>Token command</source>
        <translation>토큰 명령</translation>
    </message>
    <message>
        <source>&amp;Token is in</source>
        <translation>토큰 위치(&amp;T)</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>프록시</translation>
    </message>
    <message>
        <source>Certificate authority</source>
        <translation>인증 기관</translation>
    </message>
    <message>
        <source>A PEM file; empty: the system&apos;s</source>
        <translation>PEM 파일, 비워 두면 시스템 기본값</translation>
    </message>
    <message>
        <source>Heartbeat timeout</source>
        <translation>하트비트 제한 시간</translation>
    </message>
    <message>
        <source>45s; empty: by what the server says</source>
        <translation>45s, 비워 두면 서버가 알리는 값</translation>
    </message>
    <message>
        <source>Headers</source>
        <translation>헤더</translation>
    </message>
    <message>
        <source>X-Shop: 7 – one on each line</source>
        <translation>X-Shop: 7 – 한 줄에 하나씩</translation>
    </message>
    <message>
        <source>Address for publishing</source>
        <translation>발행 주소</translation>
    </message>
    <message>
        <source>Address of the API</source>
        <translation>API 주소</translation>
    </message>
    <message>
        <source>Empty: made from the address</source>
        <translation>비워 두면 주소에서 만듭니다</translation>
    </message>
    <message>
        <source>&amp;Proxy</source>
        <translation>프록시(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Certificate authority</source>
        <translation>인증 기관(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Heartbeat timeout</source>
        <translation>하트비트 제한 시간(&amp;H)</translation>
    </message>
    <message>
        <source>H&amp;eaders</source>
        <translation>헤더(&amp;E)</translation>
    </message>
    <message>
        <source>AP&amp;I address</source>
        <translation>API 주소(&amp;I)</translation>
    </message>
    <message>
        <source>P&amp;ublish address</source>
        <translation>발행 주소(&amp;U)</translation>
    </message>
    <message>
        <source>Browse…</source>
        <translation>찾아보기…</translation>
    </message>
    <message>
        <source>Browse for: %1</source>
        <translation>찾아보기: %1</translation>
    </message>
    <message>
        <source>the configuration file</source>
        <translation>설정 파일</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>자동</translation>
    </message>
    <message>
        <source>&amp;More settings</source>
        <translation>추가 설정(&amp;M)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AccountService</name>
    <message>
        <source>An account keeps its name. Add another one and remove this one.</source>
        <translation>계정 이름은 바꿀 수 없습니다. 새 계정을 추가하고 이 계정을 제거하세요.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AccountWords</name>
    <message>
        <source>connected</source>
        <translation>연결됨</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>연결 중</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>오프라인</translation>
    </message>
    <message>
        <source>action needed</source>
        <translation>조치 필요</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>account, state</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>%1: %2. %3</source>
        <comment>account, state, sentence</comment>
        <translation>%1: %2. %3</translation>
    </message>
    <message>
        <source>Enter token…</source>
        <translation>토큰 입력…</translation>
    </message>
    <message>
        <source>Unlock keyring…</source>
        <translation>키링 잠금 해제…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>다시 시도</translation>
    </message>
    <message>
        <source>Account settings…</source>
        <translation>계정 설정…</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::AccountsPage</name>
    <message>
        <source>Accounts</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>A&amp;dd</source>
        <translation>추가(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Remove…</source>
        <translation>제거(&amp;R)…</translation>
    </message>
    <message>
        <source>Te&amp;st connection</source>
        <translation>연결 테스트(&amp;S)</translation>
    </message>
    <message>
        <source>Sa&amp;ve</source>
        <translation>저장(&amp;V)</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>저장했습니다.</translation>
    </message>
    <message>
        <source>Remove the account?</source>
        <translation>계정을 제거할까요?</translation>
    </message>
    <message>
        <source>Remove the account %1?</source>
        <translation>%1 계정을 제거할까요?</translation>
    </message>
    <message>
        <source>Its settings and its token are deleted, and its notifications from the history here. The server keeps its own.</source>
        <translation>계정의 설정과 토큰, 그리고 이 컴퓨터의 알림 기록이 삭제됩니다. 서버의 기록은 그대로 남습니다.</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>제거(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>Add acc&amp;ount</source>
        <translation>계정 추가(&amp;O)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::Application</name>
    <message>
        <source>The accounts&apos; file</source>
        <translation>계정 파일</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::BadgeMuting</name>
    <message>
        <source>The rules cannot be applied to what is unread: %1.</source>
        <translation>읽지 않은 알림에 규칙을 적용할 수 없습니다: %1.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::CheckList</name>
    <message>
        <source>Testing the connection</source>
        <translation>연결 테스트 중</translation>
    </message>
    <message>
        <source>Testing the connection…</source>
        <translation>연결 테스트 중…</translation>
    </message>
    <message>
        <source>The connection does not work yet.</source>
        <translation>아직 연결되지 않습니다.</translation>
    </message>
    <message>
        <source>The connection works, but not as well as it could.</source>
        <translation>연결은 되지만 개선할 점이 있습니다.</translation>
    </message>
    <message>
        <source>The connection works.</source>
        <translation>연결이 잘 됩니다.</translation>
    </message>
    <message>
        <source>good</source>
        <translation>좋음</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>실패</translation>
    </message>
    <message>
        <source>warning</source>
        <translation>경고</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>check, what was found</comment>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::DetailsPane</name>
    <message>
        <source>Details</source>
        <translation>자세히</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>내용</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>링크</translation>
    </message>
    <message>
        <source>Data</source>
        <translation>데이터</translation>
    </message>
    <message>
        <source>&amp;Open link</source>
        <translation>링크 열기(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>삭제(&amp;D)</translation>
    </message>
    <message>
        <source>Choose a notification to see all of it.</source>
        <translation>알림을 선택하면 전체 내용이 표시됩니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n notifications are chosen.</source>
        <translation>
            <numerusform>알림 %n개를 선택했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Mark read</source>
        <translation>읽음으로 표시(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Mark unread</source>
        <translation>읽지 않음으로 표시(&amp;M)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::EntryWords</name>
    <message>
        <source>Urgent</source>
        <comment>priority</comment>
        <translation>긴급</translation>
    </message>
    <message>
        <source>High</source>
        <comment>priority</comment>
        <translation>높음</translation>
    </message>
    <message>
        <source>Low</source>
        <comment>priority</comment>
        <translation>낮음</translation>
    </message>
    <message>
        <source>Unread</source>
        <translation>읽지 않음</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::FilterBar</name>
    <message>
        <source>Type</source>
        <translation>유형</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>날짜</translation>
    </message>
    <message>
        <source>Only what is unread (Ctrl+U)</source>
        <translation>읽지 않은 것만 (Ctrl+U)</translation>
    </message>
    <message>
        <source>Only unread</source>
        <translation>읽지 않은 것만</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>전체 기간</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>오늘</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>최근 7일</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>최근 30일</translation>
    </message>
    <message>
        <source>Search notifications</source>
        <translation>알림 검색</translation>
    </message>
    <message>
        <source>All accounts</source>
        <translation>모든 계정</translation>
    </message>
    <message>
        <source>All types</source>
        <translation>모든 유형</translation>
    </message>
    <message>
        <source>Un&amp;read</source>
        <translation>읽지 않음(&amp;R)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::FirstStartPage</name>
    <message>
        <source>Welcome to Tidings</source>
        <translation>Tidings에 오신 것을 환영합니다</translation>
    </message>
    <message>
        <source>Connect an account, and every notification of your shop appears here at once. Address and token are in your shop&apos;s settings, or come from whoever runs its server.</source>
        <translation>계정을 연결하면 상점의 모든 알림이 바로 여기에 나타납니다. 주소와 토큰은 상점 설정에서 확인하거나 서버 관리자에게 문의하세요.</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>주소</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>이름</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>주소(&amp;A)</translation>
    </message>
    <message>
        <source>A&amp;ll settings…</source>
        <translation>모든 설정(&amp;L)…</translation>
    </message>
    <message>
        <source>Test &amp;connection</source>
        <translation>연결 테스트(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Finish</source>
        <translation>완료(&amp;F)</translation>
    </message>
    <message>
        <source>To&amp;ken</source>
        <translation>토큰(&amp;K)</translation>
    </message>
    <message>
        <source>Na&amp;me</source>
        <translation>이름(&amp;M)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::FollowedAccount</name>
    <message>
        <source>The server no longer accepts the token. Enter a new one.</source>
        <translation>서버가 더 이상 이 토큰을 받아들이지 않습니다. 새 토큰을 입력하세요.</translation>
    </message>
    <message>
        <source>This account has no token yet. Enter the one you were given.</source>
        <translation>이 계정에는 아직 토큰이 없습니다. 받은 토큰을 입력하세요.</translation>
    </message>
    <message>
        <source>The token is in the keyring, which is locked. Unlock it.</source>
        <translation>토큰이 잠긴 키링에 있습니다. 잠금을 해제하세요.</translation>
    </message>
    <message>
        <source>The token should be in the keyring, but this desktop has none.</source>
        <translation>토큰이 키링에 있어야 하지만 이 데스크톱에는 키링이 없습니다.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::GeneralPage</name>
    <message>
        <source>Language</source>
        <translation>언어</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>데스크톱 언어 사용</translation>
    </message>
    <message>
        <source>&amp;Start with the session, in the tray</source>
        <translation>로그인할 때 트레이에서 시작(&amp;S)</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Only a program that runs can announce. What came while it did not run is fetched at its next start.</source>
        <translation>프로그램이 실행 중이어야 알림을 띄울 수 있습니다. 꺼져 있는 동안 온 알림은 다음에 시작할 때 가져옵니다.</translation>
    </message>
    <message>
        <source>Lan&amp;guage</source>
        <translation>언어(&amp;G)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryActions</name>
    <message>
        <source>&amp;Open link</source>
        <translation>링크 열기(&amp;O)</translation>
    </message>
    <message>
        <source>Mark &amp;read or unread</source>
        <translation>읽음 또는 읽지 않음으로 표시(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Copy</source>
        <translation>복사(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Delete</source>
        <translation>삭제(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Undo delete</source>
        <translation>삭제 취소(&amp;U)</translation>
    </message>
    <message>
        <source>Mark &amp;all read</source>
        <translation>모두 읽음으로 표시(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Search</source>
        <translation>검색(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Only unread</source>
        <translation>읽지 않은 것만(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Clear search and filters</source>
        <translation>검색과 필터 지우기(&amp;C)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryBrowser</name>
    <message>
        <source>Nothing matches</source>
        <translation>결과 없음</translation>
    </message>
    <message>
        <source>No notification has all that you asked for.</source>
        <translation>조건에 모두 맞는 알림이 없습니다.</translation>
    </message>
    <message>
        <source>Clear search and filters</source>
        <translation>검색과 필터 지우기</translation>
    </message>
    <message>
        <source>All read</source>
        <translation>모두 읽음</translation>
    </message>
    <message>
        <source>There is nothing unread.</source>
        <translation>읽지 않은 알림이 없습니다.</translation>
    </message>
    <message>
        <source>Show all notifications</source>
        <translation>모든 알림 보기</translation>
    </message>
    <message>
        <source>No notifications yet</source>
        <translation>아직 알림이 없습니다</translation>
    </message>
    <message>
        <source>What is announced to you appears here at once, and stays until you delete it.</source>
        <translation>새 알림은 바로 여기에 나타나며, 삭제할 때까지 남아 있습니다.</translation>
    </message>
    <message numerus="yes">
        <source>%n notifications deleted.</source>
        <translation>
            <numerusform>알림 %n개를 삭제했습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>&amp;Undo</source>
        <translation>실행 취소(&amp;U)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryExport</name>
    <message>
        <source>“%1” cannot be written: %2.</source>
        <translation>“%1”에 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The history cannot be read: %1.</source>
        <translation>알림 기록을 읽을 수 없습니다: %1.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryExportDialog</name>
    <message>
        <source>%1 notifications written…</source>
        <translation>알림 %1개 저장…</translation>
    </message>
    <message numerus="yes">
        <source>%n notifications exported to %1.</source>
        <translation>
            <numerusform>알림 %n개를 %1(으)로 내보냈습니다.</numerusform>
        </translation>
    </message>
    <message>
        <source>Export what the list shows</source>
        <translation>목록에 보이는 알림 내보내기</translation>
    </message>
    <message>
        <source>Table for spreadsheets (*.csv)</source>
        <translation>스프레드시트용 표 (*.csv)</translation>
    </message>
    <message>
        <source>JSON (*.json)</source>
        <translation>JSON (*.json)</translation>
    </message>
    <message>
        <source>Writing…</source>
        <translation>저장 중…</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>내보내기</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryReader</name>
    <message>
        <source>The history cannot be read: %1.</source>
        <translation>알림 기록을 읽을 수 없습니다: %1.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryStore</name>
    <message>
        <source>The history “%1” cannot be used: %2.</source>
        <translation>알림 기록 “%1”을(를) 쓸 수 없습니다: %2.</translation>
    </message>
    <message>
        <source>The history is damaged and cannot be put aside. What comes now is kept only until Tidings is quit.</source>
        <translation>알림 기록이 손상되었지만 옮겨 둘 수 없습니다. 지금부터 오는 알림은 Tidings를 종료할 때까지만 보관됩니다.</translation>
    </message>
    <message>
        <source>%1 What comes now is kept only until Tidings is quit.</source>
        <translation>%1 지금부터 오는 알림은 Tidings를 종료할 때까지만 보관됩니다.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::HistoryView</name>
    <message>
        <source>Notifications</source>
        <translation>알림</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::Inbox</name>
    <message>
        <source>What arrives cannot be kept in the history: %1. Nothing is lost: it is tried again.</source>
        <translation>도착한 알림을 기록에 저장할 수 없습니다: %1. 잃어버리는 것은 없으며 다시 시도합니다.</translation>
    </message>
    <message>
        <source>What was read elsewhere cannot be marked: %1.</source>
        <translation>다른 곳에서 읽은 알림을 표시할 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>“%1” was away for longer than its server keeps notifications: the oldest of what was missed are gone.</source>
        <translation>“%1” 계정이 서버의 알림 보관 기간보다 오래 연결되지 않아, 놓친 알림 중 가장 오래된 것은 남아 있지 않습니다.</translation>
    </message>
    <message>
        <source>It cannot be marked: %1.</source>
        <translation>표시할 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>The account&apos;s history cannot be deleted: %1.</source>
        <translation>계정의 알림 기록을 삭제할 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>The reminder lasts only until Tidings is quit: %1.</source>
        <translation>이 다시 알림은 Tidings를 종료할 때까지만 유지됩니다: %1.</translation>
    </message>
    <message>
        <source>Notifications cannot be kept</source>
        <translation>알림을 보관할 수 없습니다</translation>
    </message>
    <message>
        <source>The history</source>
        <translation>알림 기록</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::LinkOpener</name>
    <message>
        <source>The link of “%1” is not opened: only http and https links are.</source>
        <translation>“%1”의 링크를 열지 않습니다. http와 https 링크만 엽니다.</translation>
    </message>
    <message>
        <source>No program could be started that opens “%1”.</source>
        <translation>“%1”을(를) 열 프로그램을 시작할 수 없습니다.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::MainMenu</name>
    <message>
        <source>For one &amp;hour</source>
        <translation>1시간 동안(&amp;H)</translation>
    </message>
    <message>
        <source>Until &amp;tomorrow</source>
        <translation>내일까지(&amp;T)</translation>
    </message>
    <message>
        <source>Until I &amp;switch them on</source>
        <translation>다시 켤 때까지(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>다시 시작(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Export…</source>
        <translation>내보내기(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>설정(&amp;S)…</translation>
    </message>
    <message>
        <source>Connect &amp;now</source>
        <translation>지금 연결(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Close window</source>
        <translation>창 닫기(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>종료(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Next part of the window</source>
        <translation>창의 다음 부분(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>키보드 단축키(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Tidings</source>
        <translation>Tidings 정보(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Tidings</source>
        <translation>&amp;Tidings</translation>
    </message>
    <message>
        <source>&amp;Pause popups</source>
        <translation>팝업 일시 중지(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Notification</source>
        <translation>알림(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>보기(&amp;V)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>도움말(&amp;H)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::MainWindow</name>
    <message numerus="yes">
        <source>%n unread – Tidings</source>
        <comment>window title</comment>
        <translation>
            <numerusform>읽지 않음 %n개 – Tidings</numerusform>
        </translation>
    </message>
    <message>
        <source>Tidings keeps running</source>
        <translation>Tidings가 계속 실행됩니다</translation>
    </message>
    <message>
        <source>Tidings stays in the tray and goes on announcing.</source>
        <translation>Tidings는 트레이에 남아 계속 알려 드립니다.</translation>
    </message>
    <message>
        <source>Click its icon to see this window again. To end the program choose “Quit” in the icon&apos;s menu.</source>
        <translation>아이콘을 누르면 이 창이 다시 나타납니다. 프로그램을 끝내려면 아이콘 메뉴에서 “종료”를 선택하세요.</translation>
    </message>
    <message>
        <source>&amp;Understood</source>
        <translation>확인(&amp;U)</translation>
    </message>
    <message>
        <source>Close Tidings?</source>
        <translation>Tidings를 닫을까요?</translation>
    </message>
    <message>
        <source>This desktop shows no tray icons.</source>
        <translation>이 데스크톱은 트레이 아이콘을 표시하지 않습니다.</translation>
    </message>
    <message>
        <source>Minimised, Tidings goes on announcing. When it is quit, nothing is announced until it is started again.</source>
        <translation>최소화하면 Tidings가 계속 알려 드립니다. 종료하면 다시 시작할 때까지 알림이 뜨지 않습니다.</translation>
    </message>
    <message>
        <source>&amp;Minimise</source>
        <translation>최소화(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>종료(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::MappingFields</name>
    <message>
        <source>Where the data has what, as JSON pointers. An empty field: where the kind of server has it.</source>
        <translation>데이터의 어느 곳에 무엇이 있는지를 JSON 포인터로 적습니다. 비워 두면 서버 종류에 따른 위치를 씁니다.</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>제목</translation>
    </message>
    <message>
        <source>Body</source>
        <translation>본문</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>링크</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>유형</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>우선순위</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Identifier</source>
        <translation>식별자</translation>
    </message>
    <message>
        <source>Heartbeat</source>
        <translation>하트비트</translation>
    </message>
    <message>
        <source>%1 or %2</source>
        <translation>%1 또는 %2</translation>
    </message>
    <message>
        <source>%1 in the data</source>
        <translation>데이터의 %1</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::NoticeBar</name>
    <message>
        <source>Put this message away</source>
        <translation>이 메시지 닫기</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::PopupsPage</name>
    <message>
        <source>Show &amp;popups</source>
        <translation>팝업 표시(&amp;P)</translation>
    </message>
    <message>
        <source>Play &amp;sounds where a rule asks for one</source>
        <translation>규칙에 정해진 경우 소리 재생(&amp;S)</translation>
    </message>
    <message>
        <source>Let &amp;urgent ones through in quiet hours and while paused</source>
        <translation>방해 금지 시간과 일시 중지 중에도 긴급 알림은 표시(&amp;U)</translation>
    </message>
    <message>
        <source>Popups and sounds</source>
        <translation>팝업과 소리</translation>
    </message>
    <message>
        <source>When much comes at once, a few popups and one summary are shown. The desktop&apos;s own “do not disturb” is obeyed. Nothing is lost: the history has everything.</source>
        <translation>한꺼번에 많이 오면 팝업 몇 개와 요약 하나만 표시합니다. 데스크톱의 “방해 금지” 설정도 따릅니다. 모든 알림은 기록에 남으므로 잃어버리는 것은 없습니다.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::QuietPage</name>
    <message>
        <source>&amp;Add quiet hours</source>
        <translation>방해 금지 시간 추가(&amp;A)</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>방해 금지 시간</translation>
    </message>
    <message>
        <source>In these hours notifications go into the history without a popup or a sound. A time that ends before it begins goes on to the next morning; the days are those on which it begins.</source>
        <translation>이 시간에는 팝업이나 소리 없이 기록에만 남습니다. 끝 시각이 시작 시각보다 이르면 다음 날 아침까지 이어지며, 요일은 시작하는 날을 뜻합니다.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::QuietSpanRow</name>
    <message>
        <source>From</source>
        <translation>시작</translation>
    </message>
    <message>
        <source>Quiet from</source>
        <translation>방해 금지 시작</translation>
    </message>
    <message>
        <source>Quiet until</source>
        <translation>방해 금지 끝</translation>
    </message>
    <message>
        <source>Quiet hours %1</source>
        <translation>방해 금지 시간 %1</translation>
    </message>
    <message>
        <source>Remove quiet hours %1</source>
        <translation>방해 금지 시간 %1 제거</translation>
    </message>
    <message>
        <source>to</source>
        <translation>부터</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RelativeTime</name>
    <message>
        <source>now</source>
        <translation>방금</translation>
    </message>
    <message numerus="yes">
        <source>%n min</source>
        <comment>minutes ago, in a narrow column</comment>
        <translation>
            <numerusform>%n분 전</numerusform>
        </translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>어제</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>date format: day and short month</comment>
        <translation>M월 d일</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <comment>date, time</comment>
        <translation>%1 %2</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::Removals</name>
    <message>
        <source>It cannot be deleted: %1.</source>
        <translation>삭제할 수 없습니다: %1.</translation>
    </message>
    <message>
        <source>It cannot be put back: %1.</source>
        <translation>되돌릴 수 없습니다: %1.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RetentionPage</name>
    <message>
        <source>Keep for</source>
        <translation>보관 기간</translation>
    </message>
    <message numerus="yes">
        <source>%n days</source>
        <translation>
            <numerusform>%n일</numerusform>
        </translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>Keep at most</source>
        <translation>최대 보관 개수</translation>
    </message>
    <message>
        <source>Any number</source>
        <translation>제한 없음</translation>
    </message>
    <message>
        <source>Keep &amp;for</source>
        <translation>보관 기간(&amp;F)</translation>
    </message>
    <message>
        <source>Keep at &amp;most</source>
        <translation>최대 보관 개수(&amp;M)</translation>
    </message>
    <message>
        <source>History</source>
        <translation>알림 기록</translation>
    </message>
    <message>
        <source>What is older or beyond that number is deleted from this computer, not from the server.</source>
        <translation>이보다 오래되었거나 개수를 넘는 알림은 서버가 아니라 이 컴퓨터에서만 삭제됩니다.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RuleEditor</name>
    <message>
        <source>Group</source>
        <translation>그룹</translation>
    </message>
    <message>
        <source>Contains</source>
        <translation>포함 내용</translation>
    </message>
    <message>
        <source>Lowest priority</source>
        <translation>가장 낮은 우선순위</translation>
    </message>
    <message>
        <source>Highest priority</source>
        <translation>가장 높은 우선순위</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>소리</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>Account</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>Any account</source>
        <translation>모든 계정</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>유형</translation>
    </message>
    <message>
        <source>Any type; task.* for all that begin so</source>
        <translation>모든 유형. task.*은 task.으로 시작하는 전부</translation>
    </message>
    <message>
        <source>Any group</source>
        <translation>모든 그룹</translation>
    </message>
    <message>
        <source>Any text</source>
        <translation>모든 내용</translation>
    </message>
    <message>
        <source>Do this</source>
        <translation>할 일</translation>
    </message>
    <message>
        <source>A name such as message-new-instant, or a file</source>
        <translation>message-new-instant 같은 이름 또는 파일</translation>
    </message>
    <message>
        <source>to</source>
        <translation>~</translation>
    </message>
    <message>
        <source>&amp;Account</source>
        <translation>계정(&amp;A)</translation>
    </message>
    <message>
        <source>T&amp;ype</source>
        <translation>유형(&amp;Y)</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>그룹(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Contains</source>
        <translation>포함 내용(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Priority</source>
        <translation>우선순위(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Do this</source>
        <translation>할 일(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Sound</source>
        <translation>소리(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;OK</source>
        <translation>확인(&amp;O)</translation>
    </message>
    <message>
        <source>Ca&amp;ncel</source>
        <translation>취소(&amp;N)</translation>
    </message>
    <message>
        <source>Everything that is given must hold. What is empty always holds.</source>
        <translation>입력한 조건이 모두 맞아야 합니다. 비워 둔 조건은 항상 맞습니다.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RuleWords</name>
    <message>
        <source>priority %1</source>
        <translation>우선순위 %1</translation>
    </message>
    <message>
        <source>priority %1 to %2</source>
        <translation>우선순위 %1~%2</translation>
    </message>
    <message>
        <source>account %1</source>
        <translation>계정 %1</translation>
    </message>
    <message>
        <source>type %1</source>
        <translation>유형 %1</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>그룹 %1</translation>
    </message>
    <message>
        <source>contains “%1”</source>
        <translation>“%1” 포함</translation>
    </message>
    <message>
        <source>Popup</source>
        <translation>팝업</translation>
    </message>
    <message>
        <source>Popup and sound</source>
        <translation>팝업과 소리</translation>
    </message>
    <message>
        <source>No popup</source>
        <translation>팝업 없음</translation>
    </message>
    <message>
        <source>Mute: no popup, not counted</source>
        <translation>음소거: 팝업 없음, 개수에 넣지 않음</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>모든 알림</translation>
    </message>
    <message>
        <source>, </source>
        <translation>, </translation>
    </message>
    <message>
        <source>%1 → %2</source>
        <comment>conditions, what is done</comment>
        <translation>%1 → %2</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::RulesPage</name>
    <message>
        <source>&amp;Add…</source>
        <translation>추가(&amp;A)…</translation>
    </message>
    <message>
        <source>&amp;Change…</source>
        <translation>변경(&amp;C)…</translation>
    </message>
    <message>
        <source>&amp;Remove</source>
        <translation>제거(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Up</source>
        <translation>위로(&amp;U)</translation>
    </message>
    <message>
        <source>&amp;Down</source>
        <translation>아래로(&amp;D)</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>The first rule that fits a notification decides about it. Without one, there is a popup; for the lowest priority there is none.</source>
        <translation>알림에 맞는 첫 번째 규칙이 적용됩니다. 맞는 규칙이 없으면 팝업을 띄우며, 가장 낮은 우선순위는 띄우지 않습니다.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::SecretService</name>
    <message>
        <source>The keyring was not unlocked.</source>
        <translation>키링의 잠금이 해제되지 않았습니다.</translation>
    </message>
    <message>
        <source>This desktop has no keyring that can keep the token.</source>
        <translation>이 데스크톱에는 토큰을 보관할 키링이 없습니다.</translation>
    </message>
    <message>
        <source>The keyring did not take the token.</source>
        <translation>키링에 토큰을 저장하지 못했습니다.</translation>
    </message>
    <message>
        <source>Tidings token of %1</source>
        <translation>%1의 Tidings 토큰</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::SettingsFile</name>
    <message>
        <source>The settings in “%1” cannot be read; the usual settings are used.</source>
        <translation>“%1”의 설정을 읽을 수 없어 기본 설정을 사용합니다.</translation>
    </message>
    <message>
        <source>“%1” is not a settings file; what it holds in other words is not used.</source>
        <translation>“%1”은(는) 설정 파일이 아닙니다. 알아볼 수 없는 내용은 사용하지 않습니다.</translation>
    </message>
    <message>
        <source>“%1”: not understood, so the usual values are used: %2.</source>
        <translation>“%1”: 알아볼 수 없어 기본값을 사용합니다: %2.</translation>
    </message>
    <message>
        <source>The settings cannot be written to “%1”: check the folder&apos;s permissions and the space on the disk. They hold until Tidings is quit.</source>
        <translation>설정을 “%1”에 쓸 수 없습니다. 폴더 권한과 디스크 공간을 확인하세요. 지금 설정은 Tidings를 종료할 때까지 유지됩니다.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::SettingsWindow</name>
    <message>
        <source>Settings</source>
        <translation>설정</translation>
    </message>
    <message>
        <source>Accounts</source>
        <translation>계정</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>규칙</translation>
    </message>
    <message>
        <source>Quiet hours</source>
        <translation>방해 금지 시간</translation>
    </message>
    <message>
        <source>Popups and sounds</source>
        <translation>팝업과 소리</translation>
    </message>
    <message>
        <source>History</source>
        <translation>알림 기록</translation>
    </message>
    <message>
        <source>General</source>
        <translation>일반</translation>
    </message>
    <message>
        <source>Pages</source>
        <translation>페이지</translation>
    </message>
    <message>
        <source>C&amp;lose</source>
        <translation>닫기(&amp;L)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::ShortcutsDialog</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>키보드 단축키</translation>
    </message>
    <message>
        <source>Open the chosen notification&apos;s link</source>
        <translation>선택한 알림의 링크 열기</translation>
    </message>
    <message>
        <source>From the search field to the list</source>
        <translation>검색란에서 목록으로</translation>
    </message>
    <message>
        <source>Clear the search</source>
        <translation>검색 지우기</translation>
    </message>
    <message>
        <source>&amp;Close</source>
        <translation>닫기(&amp;C)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::StatusJudge</name>
    <message>
        <source>The server does not answer.</source>
        <translation>서버가 응답하지 않습니다.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::StatusLine</name>
    <message numerus="yes">
        <source>%n accounts connected</source>
        <translation>
            <numerusform>계정 %n개 연결됨</numerusform>
        </translation>
    </message>
    <message>
        <source>No account yet</source>
        <translation>아직 계정이 없습니다</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <comment>account, what to do</comment>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Popups paused until %1</source>
        <translation>%1까지 팝업 일시 중지</translation>
    </message>
    <message>
        <source>Popups paused</source>
        <translation>팝업 일시 중지됨</translation>
    </message>
    <message>
        <source>Resume &amp;popups</source>
        <translation>팝업 다시 표시(&amp;P)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TokenDialog</name>
    <message>
        <source>Token for %1</source>
        <translation>%1의 토큰</translation>
    </message>
    <message>
        <source>The account %1 needs a new token.</source>
        <translation>%1 계정에 새 토큰이 필요합니다.</translation>
    </message>
    <message>
        <source>Paste it here. Nothing is missed meanwhile: what was announced comes in afterwards.</source>
        <translation>여기에 붙여 넣으세요. 그동안 놓치는 것은 없으며, 온 알림은 나중에 모두 들어옵니다.</translation>
    </message>
    <message>
        <source>&amp;Token</source>
        <translation>토큰(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Save token</source>
        <translation>토큰 저장(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Later</source>
        <translation>나중에(&amp;L)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TokenField</name>
    <message>
        <source>Token</source>
        <translation>토큰</translation>
    </message>
    <message>
        <source>Hide the token</source>
        <translation>토큰 숨기기</translation>
    </message>
    <message>
        <source>Show the token</source>
        <translation>토큰 표시</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TokenKeeper</name>
    <message>
        <source>This account&apos;s token comes from a command: change it there.</source>
        <translation>이 계정의 토큰은 명령에서 가져옵니다. 그쪽에서 바꾸세요.</translation>
    </message>
    <message>
        <source>Say first where the token is to be kept.</source>
        <translation>먼저 토큰을 보관할 곳을 정하세요.</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TokenReports</name>
    <message>
        <source>%1 needs a new token</source>
        <translation>%1에 새 토큰이 필요합니다</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TokenRequests</name>
    <message>
        <source>Where to keep the token of %1</source>
        <translation>%1의 토큰을 보관할 곳</translation>
    </message>
    <message>
        <source>No keyring can keep the token. Keep it in a file instead?</source>
        <translation>토큰을 보관할 키링이 없습니다. 대신 파일에 보관할까요?</translation>
    </message>
    <message>
        <source>Only your user account can read that file, but it is not encrypted.</source>
        <translation>이 파일은 본인 계정만 읽을 수 있지만 암호화되지는 않습니다.</translation>
    </message>
    <message>
        <source>&amp;Keep it in a file</source>
        <translation>파일에 보관(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Do not keep it</source>
        <translation>보관하지 않음(&amp;D)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TrayMenu</name>
    <message>
        <source>&amp;Open Tidings</source>
        <translation>Tidings 열기(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Mark all as read</source>
        <translation>모두 읽음으로 표시(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Pause popups</source>
        <translation>팝업 일시 중지(&amp;P)</translation>
    </message>
    <message>
        <source>For &amp;1 hour</source>
        <translation>1시간 동안(&amp;1)</translation>
    </message>
    <message>
        <source>Until &amp;tomorrow</source>
        <translation>내일까지(&amp;T)</translation>
    </message>
    <message>
        <source>Until I &amp;switch them on</source>
        <translation>다시 켤 때까지(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Settings…</source>
        <translation>설정(&amp;S)…</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>종료(&amp;Q)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::TrayWords</name>
    <message>
        <source>connected</source>
        <translation>연결됨</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>연결 중</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>오프라인</translation>
    </message>
    <message>
        <source>action needed</source>
        <translation>조치 필요</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>일시 중지됨</translation>
    </message>
    <message numerus="yes">
        <source>Tidings: %n unread, %1</source>
        <translation>
            <numerusform>Tidings: 읽지 않음 %n개, %1</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>Resume popups</source>
        <translation>팝업 다시 표시</translation>
    </message>
    <message>
        <source>Resume popups (paused until %1)</source>
        <translation>팝업 다시 표시 (%1까지 일시 중지)</translation>
    </message>
</context>
<context>
    <name>tidings::desktop::UrlConfirmation</name>
    <message>
        <source>Open a link to another site?</source>
        <translation>다른 사이트의 링크를 열까요?</translation>
    </message>
    <message>
        <source>This link leads to %1, which is not the site of the account it came from.</source>
        <translation>이 링크는 알림을 보낸 계정의 사이트가 아닌 %1(으)로 연결됩니다.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>링크</translation>
    </message>
    <message>
        <source>&amp;Open link</source>
        <translation>링크 열기(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Cancel</source>
        <translation>취소(&amp;C)</translation>
    </message>
</context>
</TS>
